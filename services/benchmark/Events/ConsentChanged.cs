namespace Monitor.Benchmark.Events;

/// <summary>Heard from community: a municipality gave or withdrew a consent.</summary>
/// <param name="Municipality">Its code.</param>
/// <param name="Kind">Such as <c>NAMED</c>; kinds that benchmark does not keep too.</param>
/// <param name="Granted">What holds as of this revision.</param>
/// <param name="Revision">Of the municipality and kind: the highest is what holds.</param>
public sealed record ConsentChanged(string Municipality, string Kind, bool Granted, int Revision);
