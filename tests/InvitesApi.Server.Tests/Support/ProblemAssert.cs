using System.Text.Json;

namespace InvitesApi.Server.Tests.Support;

/// <summary>Asserts about problem documents (RFC 9457).</summary>
internal static class ProblemAssert
{
    /// <summary>An answer is the problem of that name, whole.</summary>
    /// <param name="type">The end of its <c>type</c>, which never changes.</param>
    /// <param name="answer">The answer.</param>
    public static void Is(string type, Answer answer)
    {
        Assert.Equal("application/problem+json", answer["Content-Type"]);
        Assert.Equal("no-store", answer["Cache-Control"]);
        using var document = JsonDocument.Parse(answer.Body);
        JsonElement problem = document.RootElement;
        Assert.Equal(["type", "title", "status", "detail"], problem.EnumerateObject().Select(member => member.Name));
        Assert.Equal("urn:invites-api:problem:" + type, problem.GetProperty("type").GetString());
        Assert.Equal(answer.Status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual(string.Empty, problem.GetProperty("title").GetString());
        Assert.NotEqual(string.Empty, problem.GetProperty("detail").GetString());
    }
}
