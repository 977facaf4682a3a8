using System.Security.Claims;

namespace Monitor.GraphQL.AspNetCore.Documents;

/// <summary>The documents of the manifest, and who may ask for nothing else.</summary>
internal sealed class TrustedDocuments
{
    private readonly TrustedDocumentMode mode;
    private readonly HashSet<string> requiredFor;
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <param name="options">Who may ask for what.</param>
    /// <param name="manifest">Texts by id; empty where there is none.</param>
    public TrustedDocuments(TrustedDocumentOptions options, IReadOnlyDictionary<string, string> manifest)
    {
        mode = options.Mode;
        requiredFor = [.. options.RequiredFor];
        foreach (var (id, text) in manifest)
        {
            // Apollo's clients send the bare hash, those of the appendix prefix it: a manifest has it either way.
            texts.TryAdd(id, text);
            texts.TryAdd(OtherForm(id), text);
        }
    }

    public bool AreServed => mode != TrustedDocumentMode.Off;

    public string? Find(DocumentName name) => texts.GetValueOrDefault(name.Id);

    /// <summary>Whether this client may only ask for documents of the manifest.</summary>
    public bool AreRequiredFor(ClaimsPrincipal client) =>
        mode == TrustedDocumentMode.Required
        || (requiredFor.Count > 0 && client.Claims.Any(claim =>
            claim.Type is "azp" or "client_id" && requiredFor.Contains(claim.Value)));

    private static string OtherForm(string id) => id.StartsWith(DocumentName.HashPrefix, StringComparison.Ordinal)
        ? id[DocumentName.HashPrefix.Length..]
        : DocumentName.HashPrefix + id;
}
