namespace Monitor.Gateway.Supergraph;

/// <summary>The supergraph file cannot be served. The message says what is wrong in it; the start stops.</summary>
public sealed class SupergraphException(string message) : Exception(message);
