using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary><c>New-Invite</c>.</summary>
public sealed class NewInviteTests : SessionTests
{
    private const string Cmdlet = "New-Invite";

    [Theory]
    [InlineData("", "Account", @"^xmpp:example\.com\?register;preauth=[\w-]{24}$", 7)]
    [InlineData("-Username Juliet", "Account", @"^xmpp:juliet@example\.com\?register;preauth=[\w-]{24}$", 7)]
    [InlineData("juliet -Admin -Group a, b -Role c", "Account", @"^xmpp:juliet@example\.com\?register;preauth=[\w-]{24}$", 7)]
    [InlineData("-Contact romeo", "Contact", @"^xmpp:romeo@example\.com\?roster;preauth=[\w-]{24}$", 7)]
    [InlineData("-Contact romeo -AllowRegistration", "Contact", @"^xmpp:romeo@example\.com\?roster;preauth=[\w-]{24};ibr=y$", 7)]
    [InlineData("-ResetPassword juliet", "Reset", @"^xmpp:juliet@example\.com\?register;preauth=[\w-]{24}$", 1)]
    [InlineData("-ExpiresIn 2d", "Account", @"^xmpp:", 2)]
    [InlineData("-ExpiresIn '3 weeks'", "Account", @"^xmpp:", 21)]
    [InlineData("-ExpiresIn 48h", "Account", @"^xmpp:", 2)]
    [InlineData("-ExpiresIn ([timespan]::FromDays(5))", "Account", @"^xmpp:", 5)]
    [InlineData("-ExpiresIn 4.00:00:00", "Account", @"^xmpp:", 4)]
    public void Invite_OfAnyKind_IsAsAskedFor(string arguments, string kind, string uri, int days)
    {
        PSObject invite = Session.One($"New-Invite Example.COM {arguments}");
        Assert.Equal((kind, "example.com", "Pending"), (invite.Text("Kind"), invite.Text("VirtualHost"), invite.Text("State")));
        Assert.Matches(uri, invite.Text("Uri"));
        Assert.EndsWith(invite.Text("Token"), invite.Text("Uri").Replace(";ibr=y", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        TimeSpan lifetime = (DateTime)invite.Get("ExpiresAt")! - (DateTime)invite.Get("CreatedAt")!;
        Assert.Equal(days, lifetime.TotalDays, tolerance: 0.001);
        Assert.Matches("^shell/.+@.+$", invite.Text("Source"));
        Assert.Equal((0, 1), (invite.Get("Uses"), invite.Get("MaxUses")));
    }

    [Fact]
    public void Admin_WithARole_GivesBothRoles() => Assert.Equal(
        ["staff", "prosody:admin"], (IEnumerable<string>)Session.One("New-Invite example.com -Admin -Role staff").Get("Role")!);

    [Theory]
    [InlineData("-NeverExpires", "ExpiresAt")]
    [InlineData("-Reusable", "MaxUses")]
    public void Limit_TakenOffByName_IsNone(string argument, string property) =>
        Assert.Null(Session.One($"New-Invite example.com {argument}").Get(property));

    [Fact]
    public void ExpiresAt_LocalTime_IsThatMoment()
    {
        PSObject invite = Session.One("New-Invite example.com -ExpiresAt ([datetime]'2199-01-02 03:04:05') -MaxUses 20");
        Assert.Equal(new DateTime(2199, 1, 2, 3, 4, 5, DateTimeKind.Local), invite.Get("ExpiresAt"));
        Assert.Equal(20, invite.Get("MaxUses"));
    }

    [Fact]
    public void Count_Many_HaveATokenEach() =>
        Assert.Equal(50, Session.Texts("(New-Invite example.com -Count 50).Token").Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Rows_OfATable_BindByPropertyName()
    {
        var invites = Session.Run(
            """
            [pscustomobject]@{ VirtualHost = 'a.example'; Username = 'juliet'; Note = 'one'; ExpiresIn = '2d'; MaxUses = '1' },
            [pscustomobject]@{ VirtualHost = 'b.example'; Username = ''; Note = ''; ExpiresIn = ''; MaxUses = '3' } | New-Invite
            """);
        Assert.Equal(["a.example juliet one 1", "b.example   3"], invites.Select(invite =>
            $"{invite.Get("VirtualHost")} {invite.Get("Username")} {invite.Get("Note")} {invite.Get("MaxUses")}"));
    }

    [Theory]
    [InlineData("-Username 'a b'", "UsernameInvalid", "a b")]
    [InlineData("-Contact '@'", "UsernameInvalid", "@")]
    [InlineData("-Contact romeo -Username juliet", "InviteInvalid", "juliet")]
    [InlineData("-Username juliet -MaxUses 2", "InviteInvalid", "juliet")]
    [InlineData("-Username juliet -Reusable", "InviteInvalid", "juliet")]
    [InlineData("-Note \"a`tb\"", "InviteInvalid", "a\tb")]
    public void Invite_ThatMakesNoSense_IsReported(string arguments, string id, string target)
    {
        Session.Try($"New-Invite example.com {arguments}").Reported(Cmdlet, id, ErrorCategory.InvalidArgument, target);
        Assert.Empty(Session.Run("Get-Invite"));
    }

    [Fact]
    public void Expiry_InThePast_IsReported() => Assert.Equal(
        "InviteInvalid,InvitesApi.PowerShell.Commands.NewInviteCommand",
        Session.Try("New-Invite example.com -ExpiresAt '2001-01-01'").Error.FullyQualifiedErrorId);

    [Fact]
    public void Username_Reserved_IsReportedAndTheNextRowIsTaken()
    {
        Session.Run("$null = New-Invite example.com juliet");
        ScriptResult result = Session.Try("'juliet', 'romeo' | ForEach-Object { [pscustomobject]@{ Username = $_ } } | New-Invite example.com");
        Assert.Equal("romeo", Assert.Single(result.Output).Text("Username"));
        result.Reported(Cmdlet, "InviteUsernameReserved", ErrorCategory.ResourceExists, "juliet");
    }

    [Fact]
    public void Row_ThatContradictsItself_IsReportedAndTheNextIsTaken()
    {
        ScriptResult result = Session.Try(
            """
            $rows = [pscustomobject]@{ ExpiresIn = '1d'; ExpiresAt = '2199-01-01'; Note = '' },
                [pscustomobject]@{ ExpiresIn = ''; ExpiresAt = '2199-01-01'; Note = 'next' }
            $rows | New-Invite example.com
            """);
        Assert.Equal("next", Assert.Single(result.Output).Text("Note"));
        result.Reported(Cmdlet, "ParametersContradict", ErrorCategory.InvalidArgument, "ExpiresAt");
    }

    [Theory]
    [InlineData("-ExpiresIn 2d -NeverExpires", "NeverExpires")]
    [InlineData("-ExpiresIn 2d -ExpiresAt '2199-01-01'", "ExpiresAt")]
    [InlineData("-MaxUses 2 -Reusable", "Reusable")]
    public void Parameters_ThatContradictEachOther_EndTheCmdlet(string arguments, string target) => Session
        .Try($"New-Invite example.com {arguments}")
        .Ended(Cmdlet, "ParametersContradict", ErrorCategory.InvalidArgument, target);

    [Theory]
    [InlineData("-Contact a -ResetPassword b", "AmbiguousParameterSet")]
    [InlineData("-ResetPassword b -Admin", "AmbiguousParameterSet")]
    [InlineData("-ResetPassword b -Reusable", "AmbiguousParameterSet")]
    [InlineData("-ExpiresIn 7", "ParameterArgumentTransformationError")]
    [InlineData("-ExpiresIn soon", "ParameterArgumentTransformationError")]
    [InlineData("-ExpiresIn 0s", "ParameterArgumentValidationError")]
    [InlineData("-MaxUses 0", "ParameterArgumentValidationError")]
    [InlineData("-Count 0", "ParameterArgumentValidationError")]
    public void Arguments_ThatExcludeEachOtherOrMeanNothing_AreRefused(string arguments, string id) =>
        Session.Try($"New-Invite example.com {arguments}").RefusedArgument(Cmdlet, id);

    [Fact]
    public void WhatIf_MakesNothing()
    {
        Assert.Empty(Session.Run("New-Invite example.com -WhatIf"));
        Assert.False(File.Exists(Session.Database));
    }
}
