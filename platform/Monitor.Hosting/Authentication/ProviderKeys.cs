using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Monitor.Hosting;

/// <summary>
/// The keys of an OpenID Connect provider, by its discovery document: fetched at the first token, again from time to
/// time beside the requests, and when a token names a key that is not known, though not more often than the settings
/// say. While the provider is away, known keys work on.
/// </summary>
internal sealed class ProviderKeys : ISigningKeys, IDisposable
{
    private const int LargestDocument = 256 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly HttpClient _http;
    private readonly AuthenticationOptions _options;
    private readonly bool _isProduction;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private volatile FrozenDictionary<string, SecurityKey> _keys = SigningKeySet.None;
    private long? _fetchedAt;   // the last fetch that succeeded
    private long? _triedAt;     // the end of the last fetch
    private Task? _fetch;

    public ProviderKeys(
        AuthenticationOptions options, bool isProduction, TimeProvider clock, ILogger log)
    {
        _options = options;
        _isProduction = isProduction;
        _clock = clock;
        _log = log;

        // A provider that sends us elsewhere for its keys is none that we were told to believe.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = LargestDocument,
        };
    }

    public SecurityKey? Known(string? id)
    {
        var (fetchedAt, triedAt) = Times();
        if (fetchedAt is { } fetched && _clock.GetElapsedTime(fetched) >= _options.KeysLast)
        {
            return null;
        }

        if (IsPast(fetchedAt, _options.KeysRefresh) && IsPast(triedAt, _options.KeysPause))
        {
            _ = FetchAsync();   // beside this request, which has what is known
        }

        return id is not null ? _keys.GetValueOrDefault(id) : null;
    }

    public async ValueTask LookForAsync(string id, CancellationToken cancellationToken)
    {
        var (fetchedAt, triedAt) = Times();
        var isKnown = _keys.ContainsKey(id) && !IsPast(fetchedAt, _options.KeysLast);
        if (!isKnown && (IsPast(triedAt, _options.KeysPause) || IsUnderWay))
        {
            await FetchAsync().WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private bool IsUnderWay
    {
        get
        {
            lock (_gate)
            {
                return _fetch is not null;
            }
        }
    }

    private (long? FetchedAt, long? TriedAt) Times()
    {
        lock (_gate)
        {
            return (_fetchedAt, _triedAt);
        }
    }

    private bool IsPast(long? since, TimeSpan span) => since is not { } at || _clock.GetElapsedTime(at) >= span;

    /// <summary>One fetch at a time, however many wait for it; never fails.</summary>
    private Task FetchAsync()
    {
        lock (_gate)
        {
            return _fetch ??= Task.Run(FetchOnceAsync);
        }
    }

    private async Task FetchOnceAsync()
    {
        FrozenDictionary<string, SecurityKey>? found = null;
        try
        {
            found = await ReadAsync();
        }
        catch (Exception failure) when (
            failure is HttpRequestException or TaskCanceledException or JsonException or InvalidOperationException)
        {
            _log.KeysNotRead(_options.Authority!, failure.Message);
        }

        if (found is not null && !found.Keys.Order().SequenceEqual(_keys.Keys.Order()))
        {
            _log.KeysRead(_options.Authority!, string.Join(", ", found.Keys));
        }

        lock (_gate)
        {
            _triedAt = _clock.GetTimestamp();
            _fetch = null;
            if (found is not null)
            {
                _keys = found;
                _fetchedAt = _triedAt;
            }
        }
    }

    private async Task<FrozenDictionary<string, SecurityKey>> ReadAsync()
    {
        var address = $"{_options.Authority!.TrimEnd('/')}/.well-known/openid-configuration";
        using var document = JsonDocument.Parse(await GetAsync(address));
        var issuer = TextOf(document, "issuer");
        if (!string.Equals(issuer, _options.Issuer, StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"{address} is of the issuer '{issuer}', not of Authentication:Issuer ('{_options.Issuer}').");
        }

        var keys = TextOf(document, "jwks_uri")
            ?? throw new InvalidOperationException($"{address} names no jwks_uri.");
        return SigningKeySet.ReadProvider(await GetAsync(keys), keys, _isProduction);
    }

    private async Task<string> GetAsync(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
        {
            throw new InvalidOperationException($"{address} is no address of keys.");
        }

        return _isProduction && url.Scheme != "https"
            ? throw new InvalidOperationException($"{address} is not https, which Production asks for.")
            : await _http.GetStringAsync(url);
    }

    private static string? TextOf(JsonDocument document, string name) =>
        document.RootElement.ValueKind == JsonValueKind.Object
        && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
