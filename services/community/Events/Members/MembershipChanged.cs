namespace Monitor.Community.Events;

/// <summary><c>membership.changed</c>: what a member or a machine may has changed.</summary>
/// <param name="Member">The pseudonym, 32 hexadecimal digits.</param>
/// <param name="Revision">What is found from now on has this one, or a higher one.</param>
public sealed record MembershipChanged(string Member, int Revision)
{
    public const string Topic = "membership.changed";
}
