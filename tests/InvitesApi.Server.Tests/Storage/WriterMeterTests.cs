using System.Diagnostics.Metrics;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public sealed class WriterMeterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Meter _meter = new("test");
    private readonly Dictionary<string, List<double>> _measured = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public WriterMeterTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, _meter))
            {
                _measured[instrument.Name] = [];
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => _measured[instrument.Name].Add(value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => _measured[instrument.Name].Add(value));
        _listener.Start();
    }

    [Fact]
    public async Task Commit_OfAnInvite_IsMeasured()
    {
        using IInviteDatabase database = InviteDatabase.Open(_folder["a.db"], _meter);
        NewApiKey key = Sample.Key();
        await database.TryAddKeyAsync(key, TestContext.Current.CancellationToken);
        Assert.NotNull((await database.CreateInviteAsync(Sample.Request(key.Text))).Token);
        Assert.InRange(Assert.Single(_measured["invites_api.database.commit.duration"]), double.Epsilon, 60);
    }

    [Fact]
    public async Task Refusal_WithoutATransaction_IsNotMeasuredAsACommit()
    {
        using IInviteDatabase database = InviteDatabase.Open(_folder["a.db"], _meter);
        await database.CreateInviteAsync(Sample.Request(Sample.Key().Text));
        Assert.Empty(_measured["invites_api.database.commit.duration"]);
    }

    [Fact]
    public void Queue_WithoutRequests_IsEmpty()
    {
        using IInviteDatabase database = InviteDatabase.Open(_folder["a.db"], _meter);
        _listener.RecordObservableInstruments();
        Assert.Equal([0], _measured["invites_api.database.queue"]);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
        _folder.Dispose();
    }
}
