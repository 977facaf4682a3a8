using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Monitor.Kubernetes.Tests;

/// <summary>
/// Reads YAML documents as JSON, so that numbers and truth values keep the type that Kubernetes would see.
/// </summary>
internal static class Manifests
{
    public static IReadOnlyList<JsonElement> Read(string yaml)
    {
        var deserializer = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        var serializer = new SerializerBuilder().JsonCompatible().Build();
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<YamlDotNet.Core.Events.StreamStart>();

        var objects = new List<JsonElement>();
        while (parser.Accept<YamlDotNet.Core.Events.DocumentStart>(out _))
        {
            if (deserializer.Deserialize(parser) is { } value)
            {
                objects.Add(JsonDocument.Parse(serializer.Serialize(value)).RootElement);
            }
        }

        return objects;
    }
}
