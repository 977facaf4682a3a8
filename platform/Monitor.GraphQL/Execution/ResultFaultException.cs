namespace Monitor.GraphQL.Execution;

/// <summary>What a resolver answered cannot stand in the answer: a fault of ours, which clients see masked.</summary>
/// <param name="message">As graphql-js says it.</param>
/// <param name="hint">What it says too little of, for the log.</param>
/// <param name="cause">What a coercion threw.</param>
internal sealed class ResultFaultException(string message, string? hint = null, Exception? cause = null)
    : Exception(message, hint is null ? cause : new InvalidOperationException(hint, cause));
