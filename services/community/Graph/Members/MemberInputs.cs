using Monitor.Community.Domain;

namespace Monitor.Community.Graph;

/// <summary>The input object of <c>requestAccess</c>.</summary>
public sealed record RequestAccessInput(
    string Municipality, string Name, string Email, MemberRole Role, string Reason);

/// <summary>The input object of <c>inviteMember</c>.</summary>
public sealed record InviteMemberInput(
    string? Municipality, string Name, string Email, IReadOnlyList<MemberRole> Roles);

/// <summary>The input object of <c>registerMachine</c>.</summary>
public sealed record RegisterMachineInput(
    string? Municipality, string ClientId, string Name, IReadOnlyList<string> Scopes);
