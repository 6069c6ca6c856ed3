using CsCheck;
using InvitesApi.Server.Exchange;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Limits;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Texts;

namespace InvitesApi.Server.Tests.Properties;

/// <summary>Exported lines are read as they were written; any other text is no item.</summary>
public sealed class ExchangePropertyTests
{
    private static readonly Gen<string> Words = Gen.String[Gen.Char['a', 'z'], 1, 12];
    private static readonly Gen<DateTimeOffset> Moments = Gen.Long[0, 253_402_300_799].Select(DateTimeOffset.FromUnixTimeSeconds);

    private static readonly Gen<InviteTerms> Terms = Gen.Select(
        Gen.Enum<InviteKind>(), Words, Words.Array[0, 3], Properties.Texts.Unicode, Gen.OneOf(Moments.Select(m => (DateTimeOffset?)m), Gen.Const((DateTimeOffset?)null)),
        Gen.OneOf(Gen.Int[1, int.MaxValue].Select(n => (int?)n), Gen.Const((int?)null)),
        (kind, name, words, note, end, uses) =>
        {
            bool makesAccount = kind == InviteKind.Account || (kind == InviteKind.Contact && words.Length > 1);
            string[] distinct = makesAccount ? [.. words.Distinct(StringComparer.Ordinal)] : [];
            return new InviteTerms
            {
                VirtualHost = Sample.Host,
                Kind = kind,
                Username = kind == InviteKind.Reset || (kind == InviteKind.Account && uses == 1) ? name : null,
                Contact = kind == InviteKind.Contact ? name : null,
                AllowRegistration = kind == InviteKind.Contact && makesAccount,
                Groups = distinct,
                Roles = [.. distinct.Reverse()],
                Note = InviteNote(note),
                ExpiresAt = end,
                MaxUses = uses,
            };
        });

    private static readonly Gen<ApiKeyLimits> Limits = Gen.Select(
        Moments, Gen.Int[1, (int)ApiKeyScopes.All], Gen.Byte, Gen.Int[1, int.MaxValue], Gen.Long[1, 1_000_000], Words.Array[0, 3], Gen.Int[0, 127],
        (end, scopes, net, count, seconds, words, given) =>
        {
            bool Has(int bit) => (given & (1 << bit)) != 0;
            string[] distinct = [.. words.Distinct(StringComparer.Ordinal)];
            return new ApiKeyLimits
            {
                ExpiresAt = Has(0) ? end : null,
                Scopes = (ApiKeyScopes)scopes,
                Addresses = Has(1) ? KeyNetworks.Parse([$"192.0.{net}.0/24", $"2001:db8:{net:x}::/48"]) : null,
                MaxInvites = Has(2) ? count : null,
                MaxPending = Has(3) ? seconds : null,
                Rate = Has(4) ? new Rate(count, TimeSpan.FromSeconds(seconds)) : null,
                Invites = new InviteCeilings
                {
                    ExpiresIn = Has(5) ? TimeSpan.FromSeconds(seconds) : null,
                    MaxUses = Has(6) ? count : null,
                    Groups = new TextList(distinct),
                    Roles = new TextList([.. distinct.Reverse()]),
                },
            };
        });

    [Fact]
    public void Parse_LineOfAnInvite_IsTheInvite() => Gen.Select(Terms, Properties.Texts.Token, Moments, Gen.Int[0, int.MaxValue]).Sample(
        (terms, token, created, uses) =>
        {
            var invite = new Invite
            {
                Token = token,
                Terms = terms,
                Source = "test",
                CreatedAt = created,
                Uses = Math.Min(uses, terms.MaxUses ?? int.MaxValue),
            };
            string line = new DataItem(null, invite).ToLine();
            Assert.DoesNotContain('\n', line);
            Assert.Equivalent(invite, DataItem.Parse(line)?.Invite, strict: true);
        },
        iter: 1_000);

    [Fact]
    public void Parse_LineOfAKey_IsTheKey() => Gen.Select(
        Gen.String[Properties.Texts.Base64Url, 8, 64], Words, Gen.Enum<ApiKeyMethods>(), Moments, Properties.Texts.Any, Limits).Sample(
        (id, name, methods, created, token, limits) =>
        {
            var key = new PortableKey(new ApiKey(Sample.Host, id, name, methods, created) { Limits = limits }, TokenHash.Of(token));
            PortableKey? read = DataItem.Parse(new DataItem(key, null).ToLine())?.Key;
            return read is not null && read.Key == key.Key && read.Hash.Matches(key.Hash);
        },
        iter: 2_000);

    // As one may be: with something to read in it, and nothing that moves a cursor.
    private static string? InviteNote(string text) =>
        string.IsNullOrWhiteSpace(text) || Printable.IndexOfOther(text) >= 0 ? null : text;

    [Fact]
    public void Parse_AnyText_IsNoItem() => Properties.Texts.Any.Sample(text => DataItem.Parse(text) is null, iter: 5_000);
}
