using System.Text;
using Monitor.GraphQL.Conformance;

const int EnoughForDeepDocuments = 256 * 1024 * 1024;

using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
using var output = Console.OpenStandardOutput();

// What a line nests is read, validated and answered by recursion.
var thread = new Thread(() => Answer(input, output), EnoughForDeepDocuments);
thread.Start();
thread.Join();

static void Answer(StreamReader input, Stream output)
{
    var runner = new Runner();
    while (input.ReadLine() is { } line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            output.Write(Encoding.UTF8.GetBytes(runner.AnswerAsync(line).GetAwaiter().GetResult() + "\n"));
            output.Flush();
        }
    }
}
