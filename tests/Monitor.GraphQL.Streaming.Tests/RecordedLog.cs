using Microsoft.Extensions.Logging;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>Keeps what was logged as an error.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly List<string> errors = [];

    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (errors)
            {
                return [.. errors];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            lock (errors)
            {
                errors.Add($"{formatter(state, exception)}: {exception?.Message}");
            }
        }
    }

    public void Dispose()
    {
    }
}
