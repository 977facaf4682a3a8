using System.Text.Unicode;
using Monitor.Gateway.Execution.Merging;
using Monitor.Gateway.Execution.Shapes;

namespace Monitor.Gateway.Execution.Reading;

/// <summary>
/// Reads a subgraph's answer once, into slots of its own: nothing is merged before all of it was seen to be right.
/// </summary>
internal ref struct AnswerReader
{
    private const int EntityDepth = 3;   // the answer, data and the list stand around an entity

    private readonly ReadOnlyMemory<byte> body;
    private readonly FetchShape fetch;
    private readonly AskedEntities? asked;
    private ObjectReader reader;
    private int root = -1;
    private bool isNull;
    private readonly bool[] groupsRead;
    private ReadOnlyMemory<byte> data;
    private ReadOnlyMemory<byte> errors;

    private AnswerReader(
        ReadOnlyMemory<byte> body, AnswerArena arena, ObjectTypes types, FetchShape fetch, AskedEntities? asked)
    {
        this.body = body;
        this.fetch = fetch;
        this.asked = asked;
        groupsRead = new bool[fetch.Groups.Length];
        arena.DropPending();
        var (source, start) = arena.AddSource(body);
        reader = new ObjectReader(body.Span, source, start, arena, types);
    }

    /// <summary>Reads an object with <c>data</c>, <c>errors</c>, or both. §7.1</summary>
    /// <param name="body">As it came.</param>
    /// <param name="arena">Takes the slots.</param>
    /// <param name="types">The types that objects may name.</param>
    /// <param name="fetch">What was asked.</param>
    /// <param name="asked">The entities asked for; they take what was read of each. Null for a root fetch.</param>
    /// <exception cref="MalformedAnswerException">
    /// It is something else, or brings another number of entities than was asked. Nothing of it is used then.
    /// </exception>
    public static SubgraphAnswer Read(
        ReadOnlyMemory<byte> body, AnswerArena arena, ObjectTypes types, FetchShape fetch, AskedEntities? asked)
    {
        Check(body.Span);
        return new AnswerReader(body, arena, types, fetch, asked).Read();
    }

    /// <summary>Reads an object that was kept.</summary>
    /// <returns>Its first slot.</returns>
    /// <exception cref="MalformedAnswerException">It is none.</exception>
    public static int ReadKept(ReadOnlyMemory<byte> kept, AnswerArena arena, ObjectTypes types, ReadShape shape)
    {
        Check(kept.Span);
        arena.DropPending();
        var (source, start) = arena.AddSource(kept);
        return new ObjectReader(kept.Span, source, start, arena, types).ReadObject(shape, 0);
    }

    /// <summary>Reads one entity that was kept, for all who want it.</summary>
    /// <exception cref="MalformedAnswerException">It is none.</exception>
    public static void ReadKept(
        ReadOnlyMemory<byte> kept,
        AnswerArena arena,
        ObjectTypes types,
        FetchShape fetch,
        WantedEntities wanted,
        int entity)
    {
        Check(kept.Span);
        var answer = new AnswerReader(kept, arena, types, fetch, null);
        answer.ReadEntity(wanted, entity);
    }

    private static void Check(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new MalformedAnswerException("answered what is not UTF-8");
        }
    }

    private SubgraphAnswer Read()
    {
        reader.Scanner.SkipSpace();
        reader.Scanner.Take((byte)'{');
        reader.Scanner.SkipSpace();
        if (!reader.Scanner.TryTake((byte)'}'))
        {
            do
            {
                ReadMember();
            }
            while (reader.Scanner.TakeCommaOr((byte)'}'));
        }
        reader.Scanner.SkipSpace();
        if (!reader.Scanner.IsAtEnd)
        {
            throw reader.Scanner.Malformed();
        }
        var answer = new SubgraphAnswer(root, data, errors.IsEmpty ? [] : SubgraphError.ReadList(errors));
        if (answer.Errors.Count == 0)
        {
            CheckWhole();
        }
        return answer;
    }

    /// <summary>What is not there has an error; where there is none, nobody can tell a null from a failure.</summary>
    private readonly void CheckWhole()
    {
        if (isNull || data.IsEmpty)
        {
            throw new MalformedAnswerException("answered neither data nor errors");
        }
        if (asked is not null && groupsRead.Contains(false))
        {
            throw new MalformedAnswerException("answered no list of entities");
        }
    }

    private void ReadMember()
    {
        var name = reader.Scanner.ReadName();
        reader.Scanner.SkipSpace();
        var start = reader.Scanner.Position;
        if (name.SequenceEqual("data"u8))
        {
            Once(data.IsEmpty && !isNull);
            ReadData();
            data = isNull ? default : body[start..reader.Scanner.Position];
        }
        else if (name.SequenceEqual("errors"u8))
        {
            Once(errors.IsEmpty);
            reader.Scanner.SkipValue(1);
            errors = body[start..reader.Scanner.Position];
        }
        else
        {
            reader.Scanner.SkipValue(1);
        }
    }

    private void ReadData()
    {
        if (reader.Scanner.Next == (byte)'n')
        {
            reader.Scanner.TakeWord("null"u8);
            isNull = true;
        }
        else if (asked is null)
        {
            root = reader.ReadObject(fetch.Root!, 1);
        }
        else
        {
            ReadGroups();
        }
    }

    private void ReadGroups()
    {
        reader.Scanner.Take((byte)'{');
        reader.Scanner.SkipSpace();
        if (reader.Scanner.TryTake((byte)'}'))
        {
            return;
        }
        do
        {
            var name = reader.Scanner.ReadName();
            reader.Scanner.SkipSpace();
            var group = IndexOf(name);
            if (group < 0)
            {
                reader.Scanner.SkipValue(2);
            }
            else if (reader.Scanner.Next == (byte)'n')
            {
                reader.Scanner.TakeWord("null"u8);
            }
            else
            {
                Once(!groupsRead[group]);
                groupsRead[group] = true;
                ReadEntities(group);
            }
        }
        while (reader.Scanner.TakeCommaOr((byte)'}'));
    }

    private readonly int IndexOf(ReadOnlySpan<byte> responseKey)
    {
        for (var group = 0; group < fetch.Groups.Length; group++)
        {
            if (responseKey.SequenceEqual(fetch.Groups[group].ResponseKey))
            {
                return group;
            }
        }
        return -1;
    }

    private void ReadEntities(int group)
    {
        var expected = asked!.CountOf(group);
        var count = 0;
        reader.Scanner.Take((byte)'[');
        reader.Scanner.SkipSpace();
        if (!reader.Scanner.TryTake((byte)']'))
        {
            do
            {
                if (count == expected)
                {
                    throw OtherNumber();
                }
                ReadEntity(asked.Wanted, asked.EntityOf(group, count++));
            }
            while (reader.Scanner.TakeCommaOr((byte)']'));
        }
        if (count != expected)
        {
            throw OtherNumber();
        }
    }

    /// <summary>Reads an entity for each target that wants it: what is wanted of it differs.</summary>
    private void ReadEntity(WantedEntities wanted, int entity)
    {
        var start = reader.Scanner.Position;
        if (reader.Scanner.Next == (byte)'n')
        {
            reader.Scanner.TakeWord("null"u8);
            return;
        }
        for (var want = wanted[entity].FirstWant; want >= 0; want = wanted.WantAt(want).Next)
        {
            reader.Scanner.Return(start);
            wanted.WantAt(want).Read = reader.ReadObject(fetch.TargetAt(wanted.WantAt(want).Target).Read, EntityDepth);
        }
        wanted[entity].AnswerStart = start;
        wanted[entity].AnswerLength = reader.Scanner.Position - start;
    }

    private static void Once(bool isFirst)
    {
        if (!isFirst)
        {
            throw new MalformedAnswerException("answered one member twice");
        }
    }

    private static MalformedAnswerException OtherNumber() => new("answered another number of entities than was asked");
}
