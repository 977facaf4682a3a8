using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Identity;

/// <summary>Values that nobody can guess, and how they are kept.</summary>
internal static class Secret
{
    /// <summary>256 bits, as text for addresses and cookies.</summary>
    public static string New() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of one: who reads the memory cannot use it.</summary>
    public static string Digest(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
