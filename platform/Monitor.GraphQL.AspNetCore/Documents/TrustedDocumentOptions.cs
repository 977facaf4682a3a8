using System.ComponentModel.DataAnnotations;

namespace Monitor.GraphQL.AspNetCore.Documents;

/// <summary>Whether clients may, or must, ask for documents of a manifest.</summary>
public enum TrustedDocumentMode
{
    /// <summary>There is no manifest.</summary>
    Off,

    /// <summary>A request may name a document of the manifest, or bring its own.</summary>
    Allowed,

    /// <summary>Only documents of the manifest are answered, and only by their id.</summary>
    Required,
}

/// <summary>Settings of trusted documents, from <c>TrustedDocuments:…</c>.</summary>
public sealed class TrustedDocumentOptions : IValidatableObject
{
    public const string Section = "TrustedDocuments";

    /// <summary>Default Off.</summary>
    public TrustedDocumentMode Mode { get; set; }

    /// <summary>
    /// Path of the manifest: Apollo's <c>apollo-persisted-query-manifest</c> of version 1, or a JSON object of texts by
    /// id. Read and checked at start.
    /// </summary>
    public string? File { get; set; }

    /// <summary>
    /// Clients, by the <c>azp</c> or <c>client_id</c> of their tokens, for whom documents are Required where the mode
    /// is Allowed. Default: none.
    /// </summary>
    public IList<string> RequiredFor { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode != TrustedDocumentMode.Off && string.IsNullOrWhiteSpace(File))
        {
            yield return new ValidationResult($"{Section}:File must name the manifest where the mode is {Mode}.");
        }

        if (Mode == TrustedDocumentMode.Off && RequiredFor.Count > 0)
        {
            yield return new ValidationResult($"{Section}:RequiredFor needs {Section}:Mode Allowed.");
        }
    }
}
