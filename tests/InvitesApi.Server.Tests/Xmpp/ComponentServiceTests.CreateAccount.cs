using System.Xml.Linq;
using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Xmpp.Components;

namespace InvitesApi.Server.Tests.Xmpp;

public partial class ComponentServiceTests
{
    [Fact]
    public async Task CreateAccount_ByAdministrator_ShowsTheFormFirst()
    {
        XElement? form = await AskAsync(Admin, "set", $"<command xmlns='{Commands}' node='{CreateAccount}' action='execute'/>");
        Xml.Equal(
            Reply(Admin, "result", $"""
                <command xmlns='{Commands}' sessionid='{Session(form)}' node='{CreateAccount}' status='executing'>
                  <actions execute='complete'><complete/></actions>
                  <x xmlns='jabber:x:data' type='form'>
                    <title>Create account (example.com)</title>
                    <field var='username' label='Username' type='text-single'/>
                    <field var='roster-subscription' label='Roster subscription' type='boolean'/>
                  </x>
                </command>
                """),
            form);
        Assert.Empty(_invites.Asked);
    }

    [Theory]
    [InlineData("<field var='username'><value>Juliet</value></field>", "juliet", "", "juliet@")]
    [InlineData("<field var='username'><value/></field><field var='roster-subscription'><value>1</value></field>", "", "admin", "")]
    [InlineData("<field var='roster-subscription'><value>true</value></field>", "", "admin", "")]
    [InlineData("<field var='roster-subscription'><value>0</value></field>", "", "", "")]
    [InlineData("", "", "", "")]
    public async Task CreateAccount_FormFilledIn_IsCompleted(string fields, string username, string contact, string local)
    {
        ComponentService service = Service();
        string session = Session(await AskAsync(service, Admin, "set", $"<command xmlns='{Commands}' node='{CreateAccount}'/>"));
        XElement? answer = await AskAsync(service, Admin, "set", Submit(session, fields));
        Xml.Equal(
            Reply(Admin, "result", $"""
                <command xmlns='{Commands}' sessionid='{session}' node='{CreateAccount}' status='completed'>
                  <x xmlns='jabber:x:data' type='result'>
                    <field type='hidden' var='FORM_TYPE'><value>urn:xmpp:invite#invitation</value></field>
                    <field type='text-single' var='uri'><value>xmpp:{local}example.com?register;preauth=TOKEN</value></field>
                  </x>
                </command>
                """),
            answer);
        var expected = new AccountInviteOrder(
            "example.com", "admin@example.com", username.Length == 0 ? null : username, contact.Length == 0 ? null : contact);
        Assert.Equal([expected.ToString()], _invites.Asked);
        Assert.Equal("bad-request/bad-sessionid", Condition(await AskAsync(service, Admin, "set", Submit(session, fields))));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("taken")]
    public async Task CreateAccount_NameThatCantBe_ShowsTheFormAgain(string name)
    {
        ComponentService service = Service();
        string session = Session(await AskAsync(service, Admin, "set", $"<command xmlns='{Commands}' node='{CreateAccount}'/>"));
        XElement? again = await AskAsync(service, Admin, "set", Submit(session, $"<field var='username'><value>{name}</value></field>"));
        XElement command = again!.Elements().Single();
        Assert.Equal(("executing", session), ((string?)command.Attribute("status"), Session(again)));
        Assert.Equal("error", (string?)command.Element(XName.Get("note", Commands))!.Attribute("type"));
        Assert.Equal(name, command.Descendants(XName.Get("value", "jabber:x:data")).First().Value);
        XElement? done = await AskAsync(service, Admin, "set", Submit(session, "<field var='username'><value>juliet</value></field>"));
        Assert.Equal("completed", (string?)done!.Elements().Single().Attribute("status"));
    }

    [Fact]
    public async Task CreateAccount_Canceled_IsOver()
    {
        ComponentService service = Service();
        string session = Session(await AskAsync(service, Admin, "set", $"<command xmlns='{Commands}' node='{CreateAccount}'/>"));
        string cancel = $"<command xmlns='{Commands}' node='{CreateAccount}' sessionid='{session}' action='cancel'/>";
        Xml.Equal(
            Reply(Admin, "result", $"<command xmlns='{Commands}' node='{CreateAccount}' sessionid='{session}' status='canceled'/>"),
            await AskAsync(service, Admin, "set", cancel));
        Assert.Equal("bad-request/bad-sessionid", Condition(await AskAsync(service, Admin, "set", cancel)));
        Assert.Empty(_invites.Asked);
    }

    [Fact]
    public async Task CreateAccount_Defect_IsAnErrorAndNoMore()
    {
        ComponentService service = Service();
        string session = Session(await AskAsync(service, Admin, "set", $"<command xmlns='{Commands}' node='{CreateAccount}'/>"));
        XElement? answer = await AskAsync(service, Admin, "set", Submit(session, "<field var='username'><value>broken</value></field>"));
        Assert.Equal("internal-server-error", Condition(answer));
    }
}
