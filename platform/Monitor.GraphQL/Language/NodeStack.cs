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

    private object?[] nodes = new object?[64];

    public int Height { get; private set; }

    /// <summary>An empty one.</summary>
    public static NodeStack Take()
    {
        var stack = spare ?? new NodeStack();
        spare = null;
        return stack;
    }

    /// <summary>For the next document of this thread; only when it is empty again.</summary>
    public static void Return(NodeStack stack) => spare = stack.nodes.Length <= Kept ? stack : null;

    public void Push(SyntaxNode node)
    {
        if (Height == nodes.Length)
        {
            Array.Resize(ref nodes, Height * 2);
        }

        nodes[Height++] = node;
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
        MemoryMarshal.CreateSpan(ref Unsafe.As<object?, T>(ref top[0]), top.Length).CopyTo(taken);
        top.Clear();   // a stack that waits for the next document keeps nothing of this one
        Height = height;
        return taken;
    }
}
