namespace Monitor.Gateway.Planning;

/// <summary>
/// Where in the answer objects stand: response keys from the root. Lists on the way are not named; every item is meant.
/// </summary>
public sealed class ResultPath
{
    private readonly string text;

    private ResultPath(ResultPath? parent, string key, IReadOnlyList<string>? onTypes)
    {
        Parent = parent;
        Key = key;
        OnTypes = onTypes;
        var condition = onTypes is null ? "" : $"|{string.Join(',', onTypes)}";
        text = parent is null ? key : $"{parent.text}{condition}{(parent.IsRoot ? "" : ".")}{key}";
    }

    public static ResultPath Root { get; } = new(null, "", null);

    /// <summary>Null at the root.</summary>
    public ResultPath? Parent { get; }

    /// <summary>Response key below the parent; empty at the root.</summary>
    public string Key { get; }

    /// <summary>Only below objects of these types; null for all.</summary>
    public IReadOnlyList<string>? OnTypes { get; }

    public bool IsRoot => Parent is null;

    public ResultPath Below(string key, IReadOnlyList<string>? onTypes = null) => new(this, key, onTypes);

    /// <summary>The steps from the root.</summary>
    public IReadOnlyList<ResultPath> Steps => IsRoot ? [] : [.. Parent!.Steps, this];

    public override string ToString() => text;
}
