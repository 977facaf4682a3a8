namespace Monitor.Gateway.Planning;

/// <summary>
/// No subgraph can answer a field from where it stands. A supergraph that composes never comes to this, so it is a
/// fault of the supergraph file or of the planner, never of the client.
/// </summary>
public sealed class PlanningException(string message) : Exception(message);
