using System.Net;
using System.Net.Sockets;

namespace InvitesApi.Server.Hosting.Listening;

/// <summary>A socket that listens.</summary>
/// <param name="EndPoint">On what.</param>
/// <param name="Socket">The socket.</param>
/// <param name="IsTls">Whether it speaks TLS.</param>
/// <param name="IsManagement">Whether it is for service managers and monitors alone.</param>
internal sealed record BoundSocket(EndPoint EndPoint, Socket Socket, bool IsTls, bool IsManagement = false);
