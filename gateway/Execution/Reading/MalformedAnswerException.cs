namespace Monitor.Gateway.Execution.Reading;

/// <summary>A subgraph's answer that is none: nothing of it is used. The message is for the log.</summary>
internal sealed class MalformedAnswerException(string message) : Exception(message);
