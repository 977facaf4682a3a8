using System.Globalization;

namespace Monitor.Gateway;

/// <summary>How many arrays of a size .NET's shared pools keep for whoever needs one next.</summary>
internal static class SharedBuffers
{
    /// <summary>Read once, when the first array comes back; .NET has no other way to set it.</summary>
    private const string Setting = "DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION";

    private const int EachSize = 256;

    /// <summary>
    /// By itself .NET keeps 32 for each core. A process with one core answers more requests than that at once, each
    /// with an answer that is too large for the small heap: it would allocate and collect them over and over. What is
    /// kept too long goes when memory runs short, as always.
    /// </summary>
    public static void KeepForManyRequests()
    {
        if (Environment.GetEnvironmentVariable(Setting) is null)
        {
            Environment.SetEnvironmentVariable(Setting, EachSize.ToString(CultureInfo.InvariantCulture));
        }
    }
}
