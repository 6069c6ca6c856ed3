using System.Globalization;
using System.Text;
using CsCheck;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Texts;
using InvitesApi.Server.Xmpp.Components;

namespace InvitesApi.Server.Tests.Properties;

/// <summary>Names and spans of time have one form, and any text is refused or has it.</summary>
public sealed class NamePropertyTests
{
    private static readonly Gen<string> Odd = Gen.String[
        Gen.OneOf(Gen.Char['a', 'e'], Gen.Char['A', 'E'], Gen.Char, Texts.OneOf('ß', 'ς', 'İ', 'ı', 'ﬁ', 'Ａ', 'א', '٣', '\u0308', '\u00AD', '\uD83D', '\uDE00')), 0, 12];

    [Fact]
    public void Check_AnyAccountName_IsRefusedOrAFixedPoint() => Odd.Sample(
        text => AccountName.Check(text, out string name) == AccountNameVerdict.Good
            ? AccountName.TryNormalize(name) == name && Encoding.UTF8.GetByteCount(name) <= AccountName.LongestBytes
            : name.Length == 0 && AccountName.TryNormalize(text) is null,
        iter: 20_000);

    [Fact]
    public void Normalize_AccountName_RefusesWithTheDeclaredFault() => Odd.Sample(
        text =>
        {
            try
            {
                return AccountName.Normalize(text) == AccountName.TryNormalize(text);
            }
            catch (InviteException fault)
            {
                return fault.Fault == InviteFault.UsernameInvalid && !fault.Message.Any(char.IsControl);
            }
        },
        iter: 5_000);

    [Fact]
    public void Normalize_NameOfAKey_IsRefusedOrAFixedPoint() => Texts.Any.Sample(
        text =>
        {
            try
            {
                return ApiKeyName.Normalize(text) is not { } name || (ApiKeyName.Normalize(name) == name && !name.Any(char.IsControl));
            }
            catch (InviteException fault)
            {
                return fault.Fault == InviteFault.InviteApiKeyNameInvalid && !fault.Message.Any(char.IsControl);
            }
        },
        iter: 5_000);

    [Fact]
    public void TryParse_AnyAddress_IsRefusedOrAFixedPoint() => Gen.Select(Odd, Odd, Texts.Any).Sample(
        (local, domain, resource) => !Jid.TryParse($"{local}@{domain}/{resource}", out Jid? jid) || (Jid.TryParse(jid.ToString(), out Jid? again) && again == jid),
        iter: 10_000);

    [Fact]
    public void TryParse_Duration_IsReadInBothForms()
    {
        Gen.Select(Gen.Int[0, 999_999_999], Texts.OneOf("s", "m", "h", "d", "w")).Sample(
            (number, unit) => !DurationText.TryParse($"{number}{unit}", out TimeSpan span)
                || (DurationText.TryParse(span.ToString("c", CultureInfo.InvariantCulture), out TimeSpan again) && again == span),
            iter: 5_000);
        Texts.Any.Sample(text => !DurationText.TryParse(text, out TimeSpan span) || span != TimeSpan.MinValue, iter: 5_000);
    }
}
