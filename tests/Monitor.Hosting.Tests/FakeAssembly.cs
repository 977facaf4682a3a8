using System.Reflection;
using System.Text;

namespace Monitor.Hosting.Tests;

/// <summary>An assembly that holds these migrations as embedded resources.</summary>
internal sealed class FakeAssembly(params (string Name, string Text)[] migrations) : Assembly
{
    private readonly Dictionary<string, string> _texts = migrations.ToDictionary(
        migration => $"migrations/{migration.Name}.sql", migration => migration.Text);

    public override string[] GetManifestResourceNames() => [.. _texts.Keys];

    public override Stream? GetManifestResourceStream(string name) =>
        new MemoryStream(Encoding.UTF8.GetBytes(_texts[name]));
}
