namespace Monitor.Community.Events;

/// <summary><c>consent.changed</c>: a municipality gave or withdrew a consent.</summary>
/// <param name="Municipality">Its code.</param>
/// <param name="Kind">Such as <c>RESEARCH</c>.</param>
/// <param name="Granted">What holds from now on.</param>
/// <param name="Revision">Of the municipality and kind: the highest is what holds.</param>
public sealed record ConsentChanged(string Municipality, string Kind, bool Granted, int Revision)
{
    public const string Topic = "consent.changed";
}
