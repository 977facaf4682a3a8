namespace Monitor.Dapr;

/// <summary>Which events are decided here, and up to where without a gap.</summary>
internal interface IHandledEvents
{
    /// <summary>Records that an event is decided, Done or Drop; changes nothing where it was.</summary>
    Task RecordAsync(
        string source, string id, long position, Delivery decided, CancellationToken cancellationToken);

    /// <summary>As <see cref="RecordAsync"/> for many events at once.</summary>
    Task RecordManyAsync(
        IReadOnlyList<(EventEnvelope Envelope, Delivery Decided)> events, CancellationToken cancellationToken);

    /// <summary>How those of <paramref name="ids"/> that are decided were decided: Done or Drop.</summary>
    Task<IReadOnlyDictionary<string, Delivery>> FindAsync(
        string source, string[] ids, CancellationToken cancellationToken);

    /// <summary>
    /// The position up to which all of a publisher's events are decided; 0 for a publisher never heard.
    /// </summary>
    Task<long> PositionAsync(string publisher, CancellationToken cancellationToken);

    Task SavePositionAsync(string publisher, long position, CancellationToken cancellationToken);

    /// <summary>Forgets events decided before a time, of those that no catching up can bring again.</summary>
    Task ForgetAsync(DateTimeOffset handledBefore, CancellationToken cancellationToken);
}
