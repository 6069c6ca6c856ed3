using System.Xml.Linq;
using InvitesApi.Server.Xmpp;

namespace InvitesApi.Server.Tests.Xmpp;

/// <summary>Names that others choose, beyond what is kept of them.</summary>
public sealed class StanzaNamesTests
{
    [Fact]
    public void Get_NewNamesWithoutEnd_AreForgottenAndThoseBeforeStay()
    {
        var names = new StanzaNames(most: 1000);
        XName early = names.Get("early", Ns.Client.NamespaceName);
        Assert.Equal(Ns.Client + "early", early);
        for (int i = 0; i < 1000; i++)
        {
            names.Get($"name{i}", Ns.Client.NamespaceName);
        }

        XName late = names.Get("late", Ns.Client.NamespaceName);
        Assert.Equal("late", late.LocalName);
        Assert.NotEqual(Ns.Client, late.Namespace);
        Assert.Same(early, names.Get("early", Ns.Client.NamespaceName));
        Assert.Equal(Ns.Data + "field", names.Get("field", Ns.Data.NamespaceName)); // a component knows it in any case
    }

    [Fact]
    public void Get_NameBeyondTheBound_IsHeldByNobody()
    {
        var names = new StanzaNames(most: 0);
        WeakReference name = Forgotten(names);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(name.IsAlive);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Forgotten(StanzaNames names) => new(names.Get("a-name-that-nobody-uses", Ns.Client.NamespaceName));
}
