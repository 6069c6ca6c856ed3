using System.Net;
using System.Text.Json;

namespace InvitesApi.Server.Accounts.Ejabberd;

/// <summary>An answer of ejabberd's HTTP API: a JSON value, or an error with a code and a message.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code of the error; the value itself where it is a number, else 0.</param>
/// <param name="Message">The text that came.</param>
internal sealed record EjabberdAnswer(HttpStatusCode Status, int Code, string Message)
{
    // ejabberd answers so where no command has that name, or the path is not that of mod_http_api.
    private const int NoSuchEndpoint = 40;

    /// <summary>Whether the command was carried out.</summary>
    public bool IsSuccess => Status == HttpStatusCode.OK && Code != NoSuchEndpoint;

    /// <summary>Whether it failed in the middle, or what stands before it did: the command may have been carried out all the same.</summary>
    public bool IsFailure => Status >= HttpStatusCode.InternalServerError;

    /// <summary>Reads an answer.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body: JSON, or whatever a proxy between sent.</param>
    public static EjabberdAnswer Parse(HttpStatusCode status, string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Number when root.TryGetInt32(out int number) => new EjabberdAnswer(status, number, string.Empty),
                JsonValueKind.String => new EjabberdAnswer(status, 0, root.GetString() ?? string.Empty),
                JsonValueKind.Object => new EjabberdAnswer(
                    status,
                    root.TryGetProperty("code", out JsonElement code) && code.ValueKind == JsonValueKind.Number
                        && code.TryGetInt32(out int error) ? error : 0,
                    root.TryGetProperty("message", out JsonElement message) && message.ValueKind == JsonValueKind.String
                        ? message.GetString() ?? string.Empty
                        : string.Empty),
                _ => new EjabberdAnswer(status, 0, string.Empty),
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The latter: an escape that stands for half of a character.
            return new EjabberdAnswer(status, NoSuchEndpoint, "What answered is not ejabberd's API.");
        }
    }

    /// <summary>What it means where the command was not carried out.</summary>
    public AccountResult ToFailure() => new(
        Status switch
        {
            HttpStatusCode.Conflict => AccountOutcome.NameTaken,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => AccountOutcome.NotAllowed,
            HttpStatusCode.NotFound when Code != NoSuchEndpoint => AccountOutcome.AccountNotFound,
            HttpStatusCode.NotFound => AccountOutcome.NotSupported,
            HttpStatusCode.TooManyRequests => AccountOutcome.TooMany,
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => AccountOutcome.Unreachable,
            _ => Reason(),
        },
        Message);

    // One code stands for every reason; the words after the last colon tell them apart, those before have what was sent.
    private AccountOutcome Reason()
    {
        string reason = Message[(Message.LastIndexOf(':') + 1)..];
        if (reason.Contains("virtual host", StringComparison.OrdinalIgnoreCase))
        {
            return AccountOutcome.HostNotFound;
        }

        if (reason.Contains("password", StringComparison.OrdinalIgnoreCase))
        {
            return AccountOutcome.PasswordRefused;
        }

        return reason.Contains("username", StringComparison.OrdinalIgnoreCase) ? AccountOutcome.NameInvalid : AccountOutcome.ServerFailed;
    }
}
