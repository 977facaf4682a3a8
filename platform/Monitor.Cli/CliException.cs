namespace Monitor.Cli;

/// <summary>Something the person at the keyboard can mend: shown as one sentence, without a stack.</summary>
public sealed class CliException(string message) : Exception(message);
