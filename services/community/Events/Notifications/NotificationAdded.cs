namespace Monitor.Community.Events;

/// <summary><c>notification.added</c>: a member was told of something. Of what, they ask.</summary>
/// <param name="Member">The pseudonym, 32 hexadecimal digits.</param>
public sealed record NotificationAdded(string Member)
{
    public const string Topic = "notification.added";
}
