using InvitesApi.Server.Hosting.Operation;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Tests.Operation;

public class RequestObserverTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BeginAndEnd_WithoutAccessLogAndTraces_AllocateNothing(bool scraped)
    {
        using var meter = new ServerMeter();
        using PrometheusMetrics? metrics = scraped ? new PrometheusMetrics(meter.Meter) : null;
        var observer = new RequestObserver(meter, accessLog: null, TimeProvider.System);
        var context = new DefaultHttpContext();
        void Observe() => observer.End(context, observer.Begin(context));
        for (int i = 0; i < 100; i++)
        {
            Observe();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            Observe();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
