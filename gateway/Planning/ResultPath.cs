namespace Monitor.Gateway.Planning;

/// <summary>
/// Where in the answer objects stand: response keys from the root. Lists on the way are not named; every item is meant.
/// </summary>
public sealed class ResultPath
{
    private readonly string text;

    private ResultPath(ResultPath? parent, string key, string? onType)
    {
        Parent = parent;
        Key = key;
        OnType = onType;
        var condition = onType is null ? "" : $"|{onType}";
        text = parent is null ? key : $"{parent.text}{condition}{(parent.IsRoot ? "" : ".")}{key}";
    }

    public static ResultPath Root { get; } = new(null, "", null);

    /// <summary>Null at the root.</summary>
    public ResultPath? Parent { get; }

    /// <summary>Response key below the parent; empty at the root.</summary>
    public string Key { get; }

    /// <summary>Only below objects of this type; null for all.</summary>
    public string? OnType { get; }

    public bool IsRoot => Parent is null;

    public ResultPath Below(string key, string? onType = null) => new(this, key, onType);

    /// <summary>The steps from the root.</summary>
    public IReadOnlyList<ResultPath> Steps => IsRoot ? [] : [.. Parent!.Steps, this];

    public override string ToString() => text;
}
