using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Hosting;

/// <summary>
/// The keys of a JWKS file, looked at again every second while tokens come: a file that changed counts from then on,
/// one that became unusable is named in the log and changes nothing.
/// </summary>
/// <remarks>By content, not by time: a mounted secret is a link, whose own time never changes.</remarks>
internal sealed class FileKeys : ISigningKeys
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookForUnknown = TimeSpan.FromMilliseconds(50);
    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly bool _isProduction;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private volatile FrozenDictionary<string, SecurityKey> _keys;
    private string _text;
    private long _lookedAt;

    /// <exception cref="InvalidOperationException">The file is missing or holds a key it may not hold.</exception>
    public FileKeys(string file, bool isProduction, TimeProvider clock, ILogger log)
    {
        _file = file;
        _isProduction = isProduction;
        _clock = clock;
        _log = log;
        _keys = SigningKeySet.ReadFile(file, isProduction);
        _text = File.ReadAllText(file);
        _lookedAt = clock.GetTimestamp();
    }

    public SecurityKey? Known(string? id)
    {
        LookAgain(Look);
        return id is not null ? _keys.GetValueOrDefault(id) : null;
    }

    public ValueTask LookForAsync(string id, CancellationToken cancellationToken)
    {
        if (!_keys.ContainsKey(id))
        {
            LookAgain(LookForUnknown);
        }

        return default;
    }

    private void LookAgain(TimeSpan after)
    {
        if (_clock.GetElapsedTime(Volatile.Read(ref _lookedAt)) < after)
        {
            return;
        }

        lock (_gate)
        {
            if (_clock.GetElapsedTime(_lookedAt) < after)
            {
                return;
            }

            Volatile.Write(ref _lookedAt, _clock.GetTimestamp());
            Read();
        }
    }

    private void Read()
    {
        try
        {
            var text = File.ReadAllText(_file);
            if (text == _text)
            {
                return;
            }

            _keys = SigningKeySet.ReadFile(_file, _isProduction);
            _text = text;
            _log.KeysRead(_file, string.Join(", ", _keys.Keys));
        }
        catch (Exception failure) when (
            failure is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            _log.KeysNotRead(_file, failure.Message);
        }
    }
}
