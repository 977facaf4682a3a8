namespace Monitor.GraphQL.Language;

/// <summary>Type system definitions and extensions. GraphQL 2025 §3.</summary>
internal ref partial struct DocumentParser
{
    /// <summary>Null, with nothing read, where the current name is no keyword of the type system.</summary>
    private TypeSystemDefinition? ParseTypeSystemDefinition(Location start, Description description, bool isExtension)
    {
        if (lexer.Kind != TokenKind.Name)
        {
            return null;
        }

        return lexer.Text switch
        {
            "schema" => ParseSchema(start, description, isExtension),
            "scalar" => ParseScalarType(start, description, isExtension),
            "type" => ParseObjectType(start, description, isExtension),
            "interface" => ParseInterfaceType(start, description, isExtension),
            "union" => ParseUnionType(start, description, isExtension),
            "enum" => ParseEnumType(start, description, isExtension),
            "input" => ParseInputObjectType(start, description, isExtension),
            "directive" when !isExtension => ParseDirectiveDefinition(start, description),
            _ => null,
        };
    }

    /// <summary>§3.3</summary>
    private SchemaDefinition ParseSchema(Location start, Description description, bool isExtension)
    {
        Advance();
        var directives = ParseDirectives(isConstant: true);
        var height = stack.Height;
        if (!isExtension || lexer.Kind == TokenKind.BraceOpen)
        {
            Expect(TokenKind.BraceOpen);
            do
            {
                stack.Push(ParseOperationTypeDefinition());
            }
            while (!Skip(TokenKind.BraceClose));
        }

        var operations = stack.PopTo<OperationTypeDefinition>(height);
        RefuseEmptyExtension(isExtension && directives is null && operations is null);
        return new SchemaDefinition
        {
            Description = description.Text,
            IsBlockDescription = description.IsBlock,
            Directives = directives,
            OperationTypes = operations,
            IsExtension = isExtension,
            Location = Since(start),
        };
    }

    private OperationTypeDefinition ParseOperationTypeDefinition()
    {
        var start = Mark();
        var operation = ParseOperationType();
        Expect(TokenKind.Colon);
        return new OperationTypeDefinition(operation, ParseNamedType()) { Location = Since(start) };
    }

    /// <summary>§3.5</summary>
    private ScalarTypeDefinition ParseScalarType(Location start, Description description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var directives = ParseDirectives(isConstant: true);
        RefuseEmptyExtension(isExtension && directives is null);
        return new ScalarTypeDefinition
        {
            Description = description.Text,
            IsBlockDescription = description.IsBlock,
            Name = name,
            Directives = directives,
            IsExtension = isExtension,
            Location = Since(start),
        };
    }

    /// <summary>§3.6</summary>
    private ObjectTypeDefinition ParseObjectType(Location start, Description description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var interfaces = ParseImplementedInterfaces();
        var directives = ParseDirectives(isConstant: true);
        var fields = ParseFieldDefinitions();
        RefuseEmptyExtension(isExtension && interfaces is null && directives is null && fields is null);
        return new ObjectTypeDefinition
        {
            Description = description.Text,
            IsBlockDescription = description.IsBlock,
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            IsExtension = isExtension,
            Location = Since(start),
        };
    }

    /// <summary>§3.7</summary>
    private InterfaceTypeDefinition ParseInterfaceType(Location start, Description description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var interfaces = ParseImplementedInterfaces();
        var directives = ParseDirectives(isConstant: true);
        var fields = ParseFieldDefinitions();
        RefuseEmptyExtension(isExtension && interfaces is null && directives is null && fields is null);
        return new InterfaceTypeDefinition
        {
            Description = description.Text,
            IsBlockDescription = description.IsBlock,
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            IsExtension = isExtension,
            Location = Since(start),
        };
    }

    /// <summary>§3.8</summary>
    private UnionTypeDefinition ParseUnionType(Location start, Description description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var directives = ParseDirectives(isConstant: true);
        var members = Skip(TokenKind.Equals) ? ParseNamedTypes(TokenKind.Pipe) : null;
        RefuseEmptyExtension(isExtension && directives is null && members is null);
        return new UnionTypeDefinition
        {
            Description = description.Text,
            IsBlockDescription = description.IsBlock,
            Name = name,
            Directives = directives,
            Members = members,
            IsExtension = isExtension,
            Location = Since(start),
        };
    }

    /// <summary>§3.9</summary>
    private EnumTypeDefinition ParseEnumType(Location start, Description description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var directives = ParseDirectives(isConstant: true);
        var height = stack.Height;
        if (Skip(TokenKind.BraceOpen))
        {
            do
            {
                stack.Push(ParseEnumValueDefinition());
            }
            while (!Skip(TokenKind.BraceClose));
        }

        var values = stack.PopTo<EnumValueDefinition>(height);
        RefuseEmptyExtension(isExtension && directives is null && values is null);
        return new EnumTypeDefinition
        {
            Description = description.Text,
            IsBlockDescription = description.IsBlock,
            Name = name,
            Directives = directives,
            Values = values,
            IsExtension = isExtension,
            Location = Since(start),
        };
    }

    private EnumValueDefinition ParseEnumValueDefinition()
    {
        var start = Mark();
        var description = ParseDescription();
        if (HasValue("true") || HasValue("false") || HasValue("null"))
        {
            throw lexer.Error(
                lexer.Start, $"{lexer.Describe()} is reserved and cannot be used for an enum value.");
        }

        return new EnumValueDefinition
        {
            Description = description.Text,
            IsBlockDescription = description.IsBlock,
            Name = ParseName(),
            Directives = ParseDirectives(isConstant: true),
            Location = Since(start),
        };
    }

    /// <summary>§3.10</summary>
    private InputObjectTypeDefinition ParseInputObjectType(Location start, Description description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var directives = ParseDirectives(isConstant: true);
        var fields = ParseInputValueDefinitions(TokenKind.BraceOpen, TokenKind.BraceClose);
        RefuseEmptyExtension(isExtension && directives is null && fields is null);
        return new InputObjectTypeDefinition
        {
            Description = description.Text,
            IsBlockDescription = description.IsBlock,
            Name = name,
            Directives = directives,
            Fields = fields,
            IsExtension = isExtension,
            Location = Since(start),
        };
    }

    /// <summary>§3.13</summary>
    private DirectiveDefinition ParseDirectiveDefinition(Location start, Description description)
    {
        Advance();
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseInputValueDefinitions(TokenKind.ParenOpen, TokenKind.ParenClose);
        var isRepeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        var height = stack.Height;
        Skip(TokenKind.Pipe);
        do
        {
            var location = ParseName();
            if (!DirectiveLocations.Contains(location.Value))
            {
                throw UnexpectedName(location.Location.Start, location.Value);
            }

            stack.Push(location);
        }
        while (Skip(TokenKind.Pipe));

        return new DirectiveDefinition
        {
            Description = description.Text,
            IsBlockDescription = description.IsBlock,
            Name = name,
            Arguments = arguments,
            IsRepeatable = isRepeatable,
            Locations = stack.PopTo<Name>(height),
            Location = Since(start),
        };
    }

    private NamedTypeNode[]? ParseImplementedInterfaces() =>
        SkipKeyword("implements") ? ParseNamedTypes(TokenKind.Ampersand) : null;

    /// <summary>One or more types with a separator between them and, if one likes, before the first.</summary>
    private NamedTypeNode[]? ParseNamedTypes(TokenKind separator)
    {
        var height = stack.Height;
        Skip(separator);
        do
        {
            stack.Push(ParseNamedType());
        }
        while (Skip(separator));

        return stack.PopTo<NamedTypeNode>(height);
    }

    private FieldDefinition[]? ParseFieldDefinitions()
    {
        if (!Skip(TokenKind.BraceOpen))
        {
            return null;
        }

        var height = stack.Height;
        do
        {
            stack.Push(ParseFieldDefinition());
        }
        while (!Skip(TokenKind.BraceClose));

        return stack.PopTo<FieldDefinition>(height);
    }

    private FieldDefinition ParseFieldDefinition()
    {
        var start = Mark();
        var description = ParseDescription();
        var name = ParseName();
        var arguments = ParseInputValueDefinitions(TokenKind.ParenOpen, TokenKind.ParenClose);
        Expect(TokenKind.Colon);
        return new FieldDefinition
        {
            Description = description.Text,
            IsBlockDescription = description.IsBlock,
            Name = name,
            Arguments = arguments,
            Type = ParseType(),
            Directives = ParseDirectives(isConstant: true),
            Location = Since(start),
        };
    }

    private InputValueDefinition[]? ParseInputValueDefinitions(TokenKind open, TokenKind close)
    {
        if (!Skip(open))
        {
            return null;
        }

        var height = stack.Height;
        do
        {
            stack.Push(ParseInputValueDefinition());
        }
        while (!Skip(close));

        return stack.PopTo<InputValueDefinition>(height);
    }

    private InputValueDefinition ParseInputValueDefinition()
    {
        var start = Mark();
        var description = ParseDescription();
        var name = ParseName();
        Expect(TokenKind.Colon);
        return new InputValueDefinition
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

    private readonly void RefuseEmptyExtension(bool isEmptyExtension)
    {
        if (isEmptyExtension)
        {
            throw Unexpected();
        }
    }
}
