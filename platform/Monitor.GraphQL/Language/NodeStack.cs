using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Monitor.GraphQL.Language;

/// <summary>
/// Where the parser keeps the children of nodes that it has not read to their end: those of a selection set within
/// another lie on top of the other's.
/// </summary>
/// <remarks>
/// One array of objects for all kinds of nodes: storing into it asks for no check of the kind, which an array of an
/// abstract type would. Each thread keeps one for its next document, unless it has grown large.
/// </remarks>
internal sealed class NodeStack
{
    private const int Kept = 1_024;

    [ThreadStatic]
    private static NodeStack? spare;

    private Slot[] nodes = new Slot[64];
    private int highest;

    public int Height { get; private set; }

    /// <summary>An empty one.</summary>
    public static NodeStack Take()
    {
        var stack = spare ?? new NodeStack();
        spare = null;
        return stack;
    }

    /// <summary>For the next document of this thread; only when it is empty again.</summary>
    public static void Return(NodeStack stack)
    {
        if (stack.nodes.Length > Kept)
        {
            return;
        }

        stack.nodes.AsSpan(0, stack.highest).Clear();   // waiting, it keeps nothing of this document
        stack.highest = 0;
        spare = stack;
    }

    public void Push(SyntaxNode node)
    {
        if (Height == nodes.Length)
        {
            Array.Resize(ref nodes, Height * 2);
        }

        nodes[Height++].Node = node;
    }

    /// <summary>
    /// Takes off all above a height, in the order in which they came; null where there are none. All are of type
    /// <typeparamref name="T"/>, as who pushed them knows: it is not looked at again.
    /// </summary>
    public T[]? PopTo<T>(int height)
        where T : SyntaxNode
    {
        var top = nodes.AsSpan(height, Height - height);
        if (top.IsEmpty)
        {
            return null;
        }

        var taken = new T[top.Length];
        ref var into = ref MemoryMarshal.GetArrayDataReference(taken);
        for (var i = 0; i < top.Length; i++)
        {
            Unsafe.Add(ref into, i) = Unsafe.As<T>(top[i].Node);
        }

        highest = Math.Max(highest, Height);
        Height = height;
        return taken;
    }

    /// <summary>An array of it takes any node as it comes: no look at the kind, as an array of nodes would.</summary>
    private struct Slot
    {
        public SyntaxNode Node;
    }
}
