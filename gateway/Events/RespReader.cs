using System.Globalization;
using System.Text;

namespace Monitor.Gateway.Events;

/// <summary>What Redis said is no answer, or an error.</summary>
internal sealed class RespException(string message) : Exception(message);

/// <summary>
/// Reads answers of Redis's protocol (RESP2) as far as a subscriber gets them: texts, numbers, and flat lists of these.
/// </summary>
internal sealed class RespReader(Stream stream)
{
    private const int LongestText = 16 * 1024 * 1024;
    private const int LongestList = 16;

    private byte[] buffer = new byte[4096];
    private int start;
    private int end;

    /// <summary>The next answer; a single text or number is a list of one. Null stands for no text.</summary>
    /// <exception cref="RespException">Redis answered an error, or what is not its protocol.</exception>
    /// <exception cref="EndOfStreamException">Redis closed the connection.</exception>
    public async Task<IReadOnlyList<string?>> ReadAsync(CancellationToken cancellationToken)
    {
        var line = await LineAsync(cancellationToken);
        if (line is not ['*', ..])
        {
            return [await ValueAsync(line, cancellationToken)];
        }
        var list = new string?[Length(line, LongestList)];
        for (var index = 0; index < list.Length; index++)
        {
            list[index] = await ValueAsync(await LineAsync(cancellationToken), cancellationToken);
        }
        return list;
    }

    private async Task<string?> ValueAsync(string line, CancellationToken cancellationToken) => line switch
    {
        ['+' or ':', .. var text] => text,
        "$-1" => null,
        ['$', ..] => await TextAsync(Length(line, LongestText), cancellationToken),
        ['-', .. var error] => throw new RespException(error),
        _ => throw new RespException("Redis sent what is not its protocol."),
    };

    private static int Length(string line, int limit) =>
        int.TryParse(line.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= limit
            ? length
            : throw new RespException("Redis sent what is not its protocol.");

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf("\r\n"u8)) < 0)
        {
            await FillAsync(cancellationToken);
        }
        var line = Encoding.UTF8.GetString(buffer, start, length);
        start += length + 2;
        return line;
    }

    private async Task<string> TextAsync(int length, CancellationToken cancellationToken)
    {
        while (end - start < length + 2)
        {
            await FillAsync(cancellationToken);
        }
        var text = Encoding.UTF8.GetString(buffer, start, length);
        start += length + 2;
        return text;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        if (read == 0)
        {
            throw new EndOfStreamException("Redis closed the connection.");
        }
        end += read;
    }
}
