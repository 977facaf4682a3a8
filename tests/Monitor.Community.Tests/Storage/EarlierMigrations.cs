using System.Globalization;
using System.Reflection;

namespace Monitor.Community.Tests.Storage;

/// <summary>The service's migrations as an earlier build had them: up to a number.</summary>
internal sealed class EarlierMigrations(int last) : Assembly
{
    private const string Folder = "migrations/";
    private static readonly Assembly Whole = typeof(CommunityService).Assembly;

    public override string[] GetManifestResourceNames() =>
    [
        .. Whole.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)
            && int.Parse(name.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture) <= last),
    ];

    public override Stream? GetManifestResourceStream(string name) => Whole.GetManifestResourceStream(name);
}
