namespace Monitor.Identity.Tests.Forged;

/// <summary>What tokens are checked against somewhere, and who can sign such.</summary>
internal interface IDoor
{
    string Issuer { get; }

    string Audience { get; }

    TimeSpan LongestLife { get; }

    /// <summary>The key that signs what this door believes.</summary>
    SigningKey Key { get; }
}
