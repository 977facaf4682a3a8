using System.Text;

namespace Monitor.GraphQL.Language;

/// <summary>Prints one node from the left margin; a value that may need several lines is printed apart.</summary>
internal sealed class NodePrinter
{
    /// <summary>Arguments, lists and objects longer than this go a line each.</summary>
    private const int LongestLine = 80;

    private readonly StringBuilder output = new();
    private string newLine = "\n";

    public string Print(SyntaxNode node)
    {
        Write(node);
        return output.ToString();
    }

    private static string PrintApart(SyntaxNode node) => new NodePrinter().Print(node);

    private static string[] PrintApart(IReadOnlyList<SyntaxNode> nodes)
    {
        var texts = new string[nodes.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = PrintApart(nodes[i]);
        }

        return texts;
    }

    private static int LengthOnOneLine(string[] items)
    {
        var length = 2 * Math.Max(items.Length - 1, 0);
        foreach (var item in items)
        {
            length += item.Length;
        }

        return length;
    }

    private void Write(SyntaxNode node)
    {
        switch (node)
        {
            case Document document:
                WriteSeparated(document.Definitions, "\n\n");
                break;
            case TypeSystemDefinition definition:
                WriteTypeSystemDefinition(definition);
                break;
            case OperationDefinition operation:
                WriteOperation(operation);
                break;
            case FragmentDefinition fragment:
                WriteFragmentDefinition(fragment);
                break;
            case SelectionSet selections:
                WriteSelectionSet(selections);
                break;
            case Field field:
                WriteField(field);
                break;
            case FragmentSpread spread:
                output.Append("...").Append(spread.Name.Value);
                WriteDirectives(spread.Directives);
                break;
            case InlineFragment inline:
                WriteInlineFragment(inline);
                break;
            case Value value:
                WriteValue(value);
                break;
            case TypeNode type:
                WriteType(type);
                break;
            default:
                WritePart(node);
                break;
        }
    }

    private void WritePart(SyntaxNode node)
    {
        switch (node)
        {
            case Name name:
                output.Append(name.Value);
                break;
            case Argument argument:
                output.Append(argument.Name.Value).Append(": ");
                Write(argument.Value);
                break;
            case ObjectField field:
                output.Append(field.Name.Value).Append(": ");
                Write(field.Value);
                break;
            case Directive directive:
                output.Append('@').Append(directive.Name.Value);
                WriteInParentheses(PrintApart(directive.Arguments));
                break;
            case VariableDefinition variable:
                WriteDescription(variable.Description, variable.IsBlockDescription);
                output.Append('$').Append(variable.Name.Value);
                WriteTypeAndDefault(variable.Type, variable.DefaultValue, variable.Directives);
                break;
            case InputValueDefinition input:
                WriteDescription(input.Description, input.IsBlockDescription);
                output.Append(input.Name.Value);
                WriteTypeAndDefault(input.Type, input.DefaultValue, input.Directives);
                break;
            case FieldDefinition field:
                WriteDescription(field.Description, field.IsBlockDescription);
                output.Append(field.Name.Value);
                WriteArgumentDefinitions(field.Arguments);
                WriteTypeAndDefault(field.Type, null, field.Directives);
                break;
            case EnumValueDefinition value:
                WriteDescription(value.Description, value.IsBlockDescription);
                output.Append(value.Name.Value);
                WriteDirectives(value.Directives);
                break;
            case OperationTypeDefinition operation:
                output.Append(operation.Operation.Keyword()).Append(": ").Append(operation.Type.Name);
                break;
            default:
                throw new ArgumentException($"A {node.GetType().Name} cannot be printed.", nameof(node));
        }
    }

    private void WriteOperation(OperationDefinition operation)
    {
        WriteDescription(operation.Description, operation.IsBlockDescription);
        var isShort = operation is
        {
            Operation: OperationType.Query,
            Description: null,
            Name: null,
            Variables.Count: 0,
            Directives.Count: 0,
        };
        if (!isShort)
        {
            output.Append(operation.Operation.Keyword());
            if (operation.Name is not null || operation.Variables.Count > 0)
            {
                output.Append(' ').Append(operation.Name?.Value);
            }

            var variables = PrintApart(operation.Variables);
            if (variables.Any(variable => variable.Contains('\n')))
            {
                WriteLines("(\n" + string.Join('\n', variables) + "\n)");
            }
            else
            {
                WriteInParentheses(variables);
            }

            WriteDirectives(operation.Directives);
            output.Append(' ');
        }

        WriteSelectionSet(operation.SelectionSet);
    }

    private void WriteFragmentDefinition(FragmentDefinition fragment)
    {
        WriteDescription(fragment.Description, fragment.IsBlockDescription);
        output.Append("fragment ").Append(fragment.Name.Value).Append(" on ").Append(fragment.TypeCondition.Name);
        WriteDirectives(fragment.Directives);
        output.Append(' ');
        WriteSelectionSet(fragment.SelectionSet);
    }

    private void WriteSelectionSet(SelectionSet set)
    {
        if (set.Selections.Count == 0)
        {
            output.Append("{}");
            return;
        }

        WriteBlock(set.Selections);
    }

    private void WriteField(Field field)
    {
        var start = output.Length;
        if (field.Alias is not null)
        {
            output.Append(field.Alias.Value).Append(": ");
        }

        output.Append(field.Name.Value);
        if (field.Arguments.Count > 0)
        {
            var arguments = PrintApart(field.Arguments);
            if (output.Length - start + LengthOnOneLine(arguments) + 2 > LongestLine)
            {
                WriteLineEach('(', arguments, ')');
            }
            else
            {
                WriteInParentheses(arguments);
            }
        }

        WriteDirectives(field.Directives);
        if (field.SelectionSet is not null)
        {
            output.Append(' ');
            WriteSelectionSet(field.SelectionSet);
        }
    }

    private void WriteInlineFragment(InlineFragment inline)
    {
        output.Append("...");
        if (inline.TypeCondition is not null)
        {
            output.Append(" on ").Append(inline.TypeCondition.Name);
        }

        WriteDirectives(inline.Directives);
        output.Append(' ');
        WriteSelectionSet(inline.SelectionSet);
    }

    private void WriteValue(Value value)
    {
        switch (value)
        {
            case Variable variable:
                output.Append('$').Append(variable.Name);
                break;
            case IntValue number:
                output.Append(number.Text);
                break;
            case FloatValue number:
                output.Append(number.Text);
                break;
            case StringValue { IsBlock: true } text:
                WriteLines(BlockString.Print(text.Text));
                break;
            case StringValue text:
                output.Append(Printer.Quote(text.Text));
                break;
            case BooleanValue boolean:
                output.Append(boolean.Value ? "true" : "false");
                break;
            case NullValue:
                output.Append("null");
                break;
            case EnumValue name:
                output.Append(name.Name);
                break;
            case ListValue list:
                WriteList(list);
                break;
            case ObjectValue fields:
                WriteObject(fields);
                break;
        }
    }

    private void WriteList(ListValue list)
    {
        var items = PrintApart(list.Items);
        if (2 + LengthOnOneLine(items) > LongestLine)
        {
            WriteLineEach('[', items, ']');
        }
        else
        {
            WriteLines("[" + string.Join(", ", items) + "]");
        }
    }

    private void WriteObject(ObjectValue value)
    {
        var fields = PrintApart(value.Fields);
        if (4 + LengthOnOneLine(fields) > LongestLine)
        {
            WriteLineEach('{', fields, '}');
        }
        else
        {
            WriteLines("{ " + string.Join(", ", fields) + " }");
        }
    }

    private void WriteType(TypeNode type)
    {
        switch (type)
        {
            case NamedTypeNode named:
                output.Append(named.Name);
                break;
            case ListTypeNode list:
                output.Append('[');
                WriteType(list.Item);
                output.Append(']');
                break;
            case NonNullTypeNode nonNull:
                WriteType(nonNull.Inner);
                output.Append('!');
                break;
        }
    }

    private void WriteTypeSystemDefinition(TypeSystemDefinition definition)
    {
        WriteDescription(definition.Description, definition.IsBlockDescription);
        if (definition.IsExtension)
        {
            output.Append("extend ");
        }

        switch (definition)
        {
            case SchemaDefinition schema:
                output.Append("schema");
                WriteDirectives(schema.Directives);
                WriteOptionalBlock(schema.OperationTypes);
                break;
            case ScalarTypeDefinition scalar:
                WriteHead("scalar ", scalar, []);
                break;
            case ObjectTypeDefinition type:
                WriteHead("type ", type, type.Interfaces);
                WriteOptionalBlock(type.Fields);
                break;
            case InterfaceTypeDefinition type:
                WriteHead("interface ", type, type.Interfaces);
                WriteOptionalBlock(type.Fields);
                break;
            case UnionTypeDefinition union:
                WriteHead("union ", union, []);
                WriteMembers(union.Members);
                break;
            case EnumTypeDefinition type:
                WriteHead("enum ", type, []);
                WriteOptionalBlock(type.Values);
                break;
            case InputObjectTypeDefinition type:
                WriteHead("input ", type, []);
                WriteOptionalBlock(type.Fields);
                break;
            case DirectiveDefinition directive:
                WriteDirectiveDefinition(directive);
                break;
        }
    }

    private void WriteHead(string keyword, TypeDefinition type, IReadOnlyList<NamedTypeNode> interfaces)
    {
        output.Append(keyword).Append(type.Name.Value);
        for (var i = 0; i < interfaces.Count; i++)
        {
            output.Append(i == 0 ? " implements " : " & ").Append(interfaces[i].Name);
        }

        WriteDirectives(type.Directives);
    }

    private void WriteMembers(IReadOnlyList<NamedTypeNode> members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            output.Append(i == 0 ? " = " : " | ").Append(members[i].Name);
        }
    }

    private void WriteDirectiveDefinition(DirectiveDefinition directive)
    {
        output.Append("directive @").Append(directive.Name.Value);
        WriteArgumentDefinitions(directive.Arguments);
        output.Append(directive.IsRepeatable ? " repeatable on " : " on ");
        for (var i = 0; i < directive.Locations.Count; i++)
        {
            output.Append(i == 0 ? "" : " | ").Append(directive.Locations[i].Value);
        }
    }

    private void WriteArgumentDefinitions(IReadOnlyList<InputValueDefinition> definitions)
    {
        var arguments = PrintApart(definitions);
        if (arguments.Any(argument => argument.Contains('\n')))
        {
            WriteLineEach('(', arguments, ')');
        }
        else
        {
            WriteInParentheses(arguments);
        }
    }

    private void WriteTypeAndDefault(TypeNode type, Value? defaultValue, IReadOnlyList<Directive> directives)
    {
        output.Append(": ");
        WriteType(type);
        if (defaultValue is not null)
        {
            output.Append(" = ");
            Write(defaultValue);
        }

        WriteDirectives(directives);
    }

    private void WriteDescription(string? description, bool isBlock)
    {
        if (description is not null)
        {
            WriteLines((isBlock ? BlockString.Print(description) : Printer.Quote(description)) + "\n");
        }
    }

    private void WriteDirectives(IReadOnlyList<Directive> directives)
    {
        foreach (var directive in directives)
        {
            output.Append(' ');
            Write(directive);
        }
    }

    private void WriteInParentheses(string[] items)
    {
        if (items.Length > 0)
        {
            WriteLines("(" + string.Join(", ", items) + ")");
        }
    }

    private void WriteLineEach(char open, string[] items, char close)
    {
        output.Append(open);
        WriteLines("\n" + string.Join('\n', items), indented: true);
        output.Append(newLine).Append(close);
    }

    private void WriteOptionalBlock(IReadOnlyList<SyntaxNode> nodes)
    {
        if (nodes.Count > 0)
        {
            output.Append(' ');
            WriteBlock(nodes);
        }
    }

    private void WriteBlock(IReadOnlyList<SyntaxNode> nodes)
    {
        var outer = newLine;
        newLine = outer + "  ";
        output.Append('{').Append(newLine);
        WriteSeparated(nodes, newLine);
        newLine = outer;
        output.Append(newLine).Append('}');
    }

    private void WriteSeparated(IReadOnlyList<SyntaxNode> nodes, string separator)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            output.Append(i == 0 ? "" : separator);
            Write(nodes[i]);
        }
    }

    /// <summary>Text that was laid out at the left margin, moved to the current indentation.</summary>
    private void WriteLines(string text, bool indented = false) =>
        output.Append(text.Replace("\n", indented ? newLine + "  " : newLine, StringComparison.Ordinal));
}
