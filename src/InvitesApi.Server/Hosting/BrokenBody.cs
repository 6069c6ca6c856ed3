using InvitesApi.Server.Endpoints;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Server.Hosting;

/// <summary>
/// Bodies that Kestrel finds broken while they are read. It would answer them itself, and report each as a defect of this program: so that
/// anybody could fill its log.
/// </summary>
internal static class BrokenBody
{
    /// <summary>Refuses the request of one. What follows on its connection is of no use.</summary>
    /// <param name="context">The request; its answer has not begun.</param>
    /// <param name="malformed">What Kestrel says.</param>
    public static Task RefuseAsync(HttpContext context, BadHttpRequestException malformed)
    {
        Framing.CloseAfter(context);
        Problem problem = malformed.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => Problem.ContentTooLarge,
            StatusCodes.Status408RequestTimeout => Problem.ContentTooSlow,
            _ => Problem.ContentBroken,
        };
        return problem.SendAsync(context);
    }
}
