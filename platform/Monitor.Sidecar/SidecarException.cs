namespace Monitor.Sidecar;

/// <summary>The stand-in cannot start: a file or a setting is wrong. The message says which.</summary>
public sealed class SidecarException(string message, Exception? inner = null) : Exception(message, inner);
