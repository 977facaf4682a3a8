using System.Runtime.CompilerServices;

namespace Monitor.GraphQL.Language;

/// <summary>
/// Recursive descent over one source, one method a production, in the order of GraphQL 2025 §2. The type system's
/// productions are in DocumentParser.TypeSystem.cs.
/// </summary>
internal ref partial struct DocumentParser
{
    private const int StackCheck = 16;   // levels that surely fit into what the runtime holds in reserve

    private readonly ParserOptions options;
    private readonly NodeStack stack = NodeStack.Take();
    private Lexer lexer;
    private int tokensLeft;
    private int depth;
    private int lastEnd;

    public DocumentParser(string source, ParserOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        this.options = options;
        tokensLeft = options.MaxTokens;
        lexer = new Lexer(source);
        Advance();
    }

    /// <summary>§2.2</summary>
    public Document ParseDocument()
    {
        do
        {
            stack.Push(ParseDefinition());
        }
        while (lexer.Kind != TokenKind.EndOfFile);

        var definitions = stack.PopTo<Definition>(0)!;
        NodeStack.Return(stack);
        return new Document(definitions) { Location = new Location(1, 1, 0, lexer.End) };
    }

    public Value ParseWholeValue()
    {
        var value = ParseValue(isConstant: false);
        Expect(TokenKind.EndOfFile);
        return value;
    }

    public TypeNode ParseWholeType()
    {
        var type = ParseType();
        Expect(TokenKind.EndOfFile);
        return type;
    }

    private Definition ParseDefinition()
    {
        var start = Mark();
        if (lexer.Kind == TokenKind.BraceOpen)
        {
            return new OperationDefinition
            {
                IsShorthand = true,
                SelectionSet = ParseSelectionSet(),
                Location = Since(start),
            };
        }

        var description = ParseDescription();
        if (lexer.Kind == TokenKind.Name)
        {
            switch (lexer.Text)
            {
                case "query" or "mutation" or "subscription":
                    return ParseOperation(start, description);
                case "fragment":
                    return ParseFragmentDefinition(start, description);
                case "extend" when description.Text is null:
                    Advance();
                    return ParseTypeSystemDefinition(start, default, isExtension: true) ?? throw Unexpected();
            }

            if (ParseTypeSystemDefinition(start, description, isExtension: false) is { } definition)
            {
                return definition;
            }
        }

        if (description.Text is null)
        {
            throw Unexpected();
        }

        throw lexer.Kind switch
        {
            TokenKind.BraceOpen => lexer.Error(
                start.Start,
                "Unexpected description, descriptions are not supported on shorthand queries."),
            TokenKind.Name => lexer.Error(
                start.Start,
                "Unexpected description, only GraphQL definitions support descriptions."),
            _ => Unexpected(),
        };
    }

    /// <summary>§2.3</summary>
    private OperationDefinition ParseOperation(Location start, Description description) => new()
    {
        Description = description.Text,
        IsBlockDescription = description.IsBlock,
        Operation = ParseOperationType(),
        Name = lexer.Kind == TokenKind.Name ? ParseName() : null,
        Variables = ParseVariableDefinitions(),
        Directives = ParseDirectives(isConstant: false),
        SelectionSet = ParseSelectionSet(),
        Location = Since(start),
    };

    private OperationType ParseOperationType()
    {
        var start = lexer.Start;
        var keyword = TakeName();
        return keyword switch
        {
            "query" => OperationType.Query,
            "mutation" => OperationType.Mutation,
            "subscription" => OperationType.Subscription,
            _ => throw UnexpectedName(start, keyword),
        };
    }

    /// <summary>§2.11</summary>
    private VariableDefinition[]? ParseVariableDefinitions()
    {
        if (!Skip(TokenKind.ParenOpen))
        {
            return null;
        }

        var height = stack.Height;
        do
        {
            stack.Push(ParseVariableDefinition());
        }
        while (!Skip(TokenKind.ParenClose));

        return stack.PopTo<VariableDefinition>(height);
    }

    private VariableDefinition ParseVariableDefinition()
    {
        var start = Mark();
        var description = ParseDescription();
        Expect(TokenKind.Dollar);
        var name = ParseName();
        Expect(TokenKind.Colon);
        return new VariableDefinition
        {
            Description = description.Text,
            IsBlockDescription = description.IsBlock,
            Name = name,
            Type = ParseType(),
            DefaultValue = Skip(TokenKind.Equals) ? ParseValue(isConstant: true) : null,
            Directives = ParseDirectives(isConstant: true),
            Location = Since(start),
        };
    }

    /// <summary>§2.5</summary>
    private SelectionSet ParseSelectionSet()
    {
        var start = Mark();
        Expect(TokenKind.BraceOpen);
        Enter(start);
        var height = stack.Height;
        do
        {
            stack.Push(lexer.Kind == TokenKind.Spread ? ParseFragment() : ParseField());
        }
        while (!Skip(TokenKind.BraceClose));

        depth--;
        return new SelectionSet(stack.PopTo<Selection>(height)!) { Location = Since(start) };
    }

    /// <summary>§2.6, §2.8</summary>
    private Field ParseField()
    {
        var start = Mark();
        var first = TakeName();
        if (lexer.Kind is TokenKind.Name or TokenKind.BraceClose or TokenKind.Spread)
        {
            return new Field(first) { Location = Since(start) };   // most fields are no more than a name
        }

        if (Skip(TokenKind.Colon))
        {
            var place = start with { End = start.Start + first.Length };
            return ParseAliasedField(start, new Name(first) { Location = place });
        }

        return new Field(first)
        {
            Arguments = ParseArguments(isConstant: false),
            Directives = ParseDirectives(isConstant: false),
            SelectionSet = lexer.Kind == TokenKind.BraceOpen ? ParseSelectionSet() : null,
            Location = Since(start),
        };
    }

    private Field ParseAliasedField(Location start, Name alias) => new()
    {
        Alias = alias,
        Name = ParseName(),
        Arguments = ParseArguments(isConstant: false),
        Directives = ParseDirectives(isConstant: false),
        SelectionSet = lexer.Kind == TokenKind.BraceOpen ? ParseSelectionSet() : null,
        Location = Since(start),
    };

    /// <summary>§2.7</summary>
    private Argument[]? ParseArguments(bool isConstant)
    {
        if (!Skip(TokenKind.ParenOpen))
        {
            return null;
        }

        var height = stack.Height;
        do
        {
            var start = Mark();
            var name = TakeName();
            Expect(TokenKind.Colon);
            stack.Push(new Argument(name, ParseValue(isConstant)) { Location = Since(start) });
        }
        while (!Skip(TokenKind.ParenClose));

        return stack.PopTo<Argument>(height);
    }

    /// <summary>§2.9: a spread, or an inline fragment.</summary>
    private Selection ParseFragment()
    {
        var start = Mark();
        Expect(TokenKind.Spread);
        var hasCondition = SkipKeyword("on");
        if (!hasCondition && lexer.Kind == TokenKind.Name)
        {
            return new FragmentSpread(ParseNameAfter(start, FragmentSpread.BeforeName))
            {
                Directives = ParseDirectives(isConstant: false),
                Location = Since(start),
            };
        }

        return new InlineFragment
        {
            TypeCondition = hasCondition ? ParseNamedType() : null,
            Directives = ParseDirectives(isConstant: false),
            SelectionSet = ParseSelectionSet(),
            Location = Since(start),
        };
    }

    private FragmentDefinition ParseFragmentDefinition(Location start, Description description)
    {
        Advance();
        if (HasValue("on"))
        {
            throw Unexpected();   // §2.9: a fragment is not named "on"
        }

        var name = ParseName();
        ExpectKeyword("on");
        return new FragmentDefinition
        {
            Description = description.Text,
            IsBlockDescription = description.IsBlock,
            Name = name,
            TypeCondition = ParseNamedType(),
            Directives = ParseDirectives(isConstant: false),
            SelectionSet = ParseSelectionSet(),
            Location = Since(start),
        };
    }

    /// <summary>§2.10</summary>
    private Value ParseValue(bool isConstant)
    {
        switch (lexer.Kind)
        {
            case TokenKind.BracketOpen:
                return ParseList(isConstant);
            case TokenKind.BraceOpen:
                return ParseObject(isConstant);
            case TokenKind.Dollar:
                return ParseVariable(isConstant);
            case TokenKind.Int or TokenKind.Float or TokenKind.String or TokenKind.BlockString or TokenKind.Name:
                return ParseScalar();
            default:
                throw Unexpected();
        }
    }

    private Value ParseScalar()
    {
        var location = new Location(lexer.Line, lexer.Column, lexer.Start, lexer.End);
        Value value = lexer.Kind switch
        {
            TokenKind.Int => new IntValue(lexer.Text.ToString()) { Location = location },
            TokenKind.Float => new FloatValue(lexer.Text.ToString()) { Location = location },
            TokenKind.String => new StringValue(lexer.StringValue) { Location = location },
            TokenKind.BlockString => new StringValue(lexer.StringValue) { IsBlock = true, Location = location },
            _ => lexer.Text switch
            {
                "true" => new BooleanValue(true) { Location = location },
                "false" => new BooleanValue(false) { Location = location },
                "null" => new NullValue { Location = location },
                _ => new EnumValue(NameTable.Get(lexer.Text)) { Location = location },
            },
        };
        Advance();
        return value;
    }

    private Variable ParseVariable(bool isConstant)
    {
        var start = Mark();
        Advance();
        if (isConstant)
        {
            throw lexer.Error(
                start.Start,
                lexer.Kind == TokenKind.Name
                    ? $"Unexpected variable \"${lexer.Text}\" in constant value."
                    : "Unexpected \"$\".");
        }

        var name = TakeName();
        return new Variable(name) { Location = Since(start) };
    }

    private ListValue ParseList(bool isConstant)
    {
        var start = Mark();
        Advance();
        Enter(start);
        var height = stack.Height;
        while (!Skip(TokenKind.BracketClose))
        {
            stack.Push(ParseValue(isConstant));
        }

        depth--;
        return new ListValue(stack.PopTo<Value>(height) ?? []) { Location = Since(start) };
    }

    private ObjectValue ParseObject(bool isConstant)
    {
        var start = Mark();
        Advance();
        Enter(start);
        var height = stack.Height;
        while (!Skip(TokenKind.BraceClose))
        {
            var fieldStart = Mark();
            var name = TakeName();
            Expect(TokenKind.Colon);
            stack.Push(new ObjectField(name, ParseValue(isConstant)) { Location = Since(fieldStart) });
        }

        depth--;
        return new ObjectValue(stack.PopTo<ObjectField>(height) ?? []) { Location = Since(start) };
    }

    /// <summary>§2.12</summary>
    private TypeNode ParseType()
    {
        var start = Mark();
        TypeNode type;
        if (Skip(TokenKind.BracketOpen))
        {
            Enter(start);
            var item = ParseType();
            Expect(TokenKind.BracketClose);
            depth--;
            type = new ListTypeNode(item) { Location = Since(start) };
        }
        else
        {
            type = ParseNamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type) { Location = Since(start) } : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var start = Mark();
        var name = TakeName();
        return new NamedTypeNode(name) { Location = Since(start) };
    }

    /// <summary>§2.13</summary>
    private Directive[]? ParseDirectives(bool isConstant)
    {
        if (lexer.Kind != TokenKind.At)
        {
            return null;
        }

        var height = stack.Height;
        while (lexer.Kind == TokenKind.At)
        {
            var start = Mark();
            Advance();
            stack.Push(new Directive(ParseNameAfter(start, Directive.BeforeName))
            {
                Arguments = ParseArguments(isConstant),
                Location = Since(start),
            });
        }

        return stack.PopTo<Directive>(height);
    }

    /// <summary>§2.1.9; descriptions §2.4</summary>
    private Name ParseName()
    {
        var start = Mark();
        var name = TakeName();
        return new Name(name) { Location = Since(start) };
    }

    /// <summary>The text is enough where the name follows so many characters of its node at once.</summary>
    private LeadingName ParseNameAfter(Location start, int characters) =>
        lexer.Start == start.Start + characters ? new LeadingName(TakeName()) : new LeadingName(ParseName());

    private Description ParseDescription()
    {
        if (lexer.Kind is not (TokenKind.String or TokenKind.BlockString))
        {
            return default;
        }

        var description = new Description(lexer.StringValue, lexer.Kind == TokenKind.BlockString);
        Advance();
        return description;
    }

    private string TakeName()
    {
        if (lexer.Kind != TokenKind.Name)
        {
            throw Expected(TokenKind.Name);
        }

        var name = NameTable.Get(lexer.Text);
        Advance();
        return name;
    }

    private readonly Location Mark() => new(lexer.Line, lexer.Column, lexer.Start, lexer.Start);

    /// <summary>From the start to the end of the token read last.</summary>
    private readonly Location Since(Location start) => start with { End = lastEnd };

    private readonly bool IsKeyword(string keyword) =>
        lexer.Kind == TokenKind.Name && lexer.Text.SequenceEqual(keyword);

    /// <summary>As graphql-js, which refuses reserved words in the place of a name even in quotes.</summary>
    private readonly bool HasValue(string value) =>
        lexer.Kind is TokenKind.String or TokenKind.BlockString ? lexer.StringValue == value : IsKeyword(value);

    private bool Skip(TokenKind kind)
    {
        if (lexer.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private bool SkipKeyword(string keyword)
    {
        if (!IsKeyword(keyword))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (lexer.Kind != kind)
        {
            throw Expected(kind);
        }

        Advance();
    }

    private void ExpectKeyword(string keyword)
    {
        if (!SkipKeyword(keyword))
        {
            throw lexer.Error(lexer.Start, $"Expected \"{keyword}\", found {lexer.Describe()}.");
        }
    }

    private void Advance()
    {
        lastEnd = lexer.End;
        lexer.Advance();
        if (lexer.Kind != TokenKind.EndOfFile && --tokensLeft < 0)
        {
            throw lexer.Error(
                lexer.Start,
                $"Document contains more than {options.MaxTokens} tokens. Parsing aborted.",
                SyntaxLimit.Tokens);
        }
    }

    /// <summary>One level deeper; every production that can hold itself passes here.</summary>
    private void Enter(Location start)
    {
        var mayBeHigh = ++depth % StackCheck == 0;
        if (depth > options.MaxDepth || (mayBeHigh && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
        {
            throw lexer.Error(
                start.Start,
                $"Document nests deeper than {depth - 1} levels. Parsing aborted.",
                SyntaxLimit.Depth);
        }
    }

    private readonly SyntaxException Expected(TokenKind kind) =>
        lexer.Error(lexer.Start, $"Expected {Lexer.Describe(kind)}, found {lexer.Describe()}.");

    /// <summary>For a name that was read already.</summary>
    private readonly SyntaxException UnexpectedName(int start, string name) =>
        lexer.Error(start, $"Unexpected Name \"{name}\".");

    private readonly SyntaxException Unexpected() => lexer.Error(lexer.Start, $"Unexpected {lexer.Describe()}.");

    /// <summary>A description that is about to become part of what it describes; default where there is none.</summary>
    private readonly record struct Description(string? Text, bool IsBlock);
}
