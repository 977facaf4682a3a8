using System.ComponentModel.DataAnnotations;

namespace Monitor.Gateway.Access;

/// <summary>What happens to a request for a field that its caller may not have.</summary>
public enum Refusal
{
    /// <summary>The field is null with an error; the others are answered.</summary>
    Field,

    /// <summary>Nothing is answered.</summary>
    Request,
}

/// <summary>Settings of the access directives, from <c>FieldAccess:…</c></summary>
public sealed class FieldAccessOptions
{
    public const string Section = "FieldAccess";

    /// <summary>Default: the field alone.</summary>
    public Refusal Refuses { get; set; } = Refusal.Field;

    /// <summary>
    /// What the policies of <c>@policy</c> ask for: <c>FieldAccess:Policies:0:Name</c>, … One that is not listed is
    /// met by nobody. Default none.
    /// </summary>
    public IReadOnlyList<Policy> Policies { get; set; } = [];

    /// <summary>A policy: whoever has one of the roles or one of the scopes meets it.</summary>
    public sealed class Policy
    {
        /// <summary>As <c>@policy</c> writes it.</summary>
        [Required]
        public string Name { get; set; } = "";

        /// <summary>Values of the token's <c>roles</c>. Default none.</summary>
        public IReadOnlyList<string> Roles { get; set; } = [];

        /// <summary>Values of the token's <c>scope</c> or <c>scp</c>. Default none.</summary>
        public IReadOnlyList<string> Scopes { get; set; } = [];
    }
}
