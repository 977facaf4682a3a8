namespace Monitor.GraphQL.Differential.Tests.Generation;

/// <summary>Makes a valid schema: all kinds of types, in any order of their names.</summary>
internal sealed class SchemaGenerator(Chance chance, Texts texts)
{
    private readonly List<string> names = [.. Names.Types];
    private readonly Inputs defaults = new(chance, texts, slips: 0);
    private readonly List<TypeModel> types = [.. BuiltInTypes.Scalars];

    public SchemaModel Generate()
    {
        Add(Many(0, 2), TypeKind.Scalar);
        foreach (var type in Add(Many(1, 2), TypeKind.Enum))
        {
            type.Values.AddRange(chance.Some(Names.Values, 50));
            if (type.Values.Count == 0)
            {
                type.Values.Add("ONE");
            }
        }

        AddInputs(Many(0, 3));
        var interfaces = AddInterfaces(Many(0, 3));
        var objects = Add(Many(1, 4), TypeKind.Object);
        AddUnions(Many(0, 2), objects);
        interfaces.ForEach(FillInterface);
        objects.ForEach(one => FillObject(one, interfaces));

        var hasOwnNames = chance.In100(15);
        var schema = new SchemaModel { Query = Root(hasOwnNames ? "TheQuery" : "Query") };
        schema.Types.AddRange(types);
        schema.Mutation = chance.In100(50) ? Root(hasOwnNames ? "TheMutation" : "Mutation") : null;
        schema.Subscription = chance.In100(50) ? Root(hasOwnNames ? "TheSubscription" : "Subscription") : null;
        schema.Types.AddRange(new[] { schema.Query, schema.Mutation, schema.Subscription }.OfType<TypeModel>());
        schema.Directives.AddRange(chance.Some(Names.Directives, 20).Select(Directive));
        schema.Sdl = new SchemaText(chance, texts, schema).Write();
        schema.Types.AddRange(BuiltInTypes.Introspection);
        schema.Directives.AddRange(BuiltInTypes.Directives);
        return schema;
    }

    private int Many(int least, int most) => chance.Between(least, most);

    private string NewName()
    {
        var name = chance.Of(names);
        names.Remove(name);
        return name;
    }

    private List<TypeModel> Add(int count, TypeKind kind)
    {
        var added = Enumerable.Range(0, count).Select(_ => new TypeModel(NewName(), kind)).ToList();
        types.AddRange(added);
        return added;
    }

    private void AddInputs(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var type = new TypeModel(NewName(), TypeKind.Input) { IsOneOf = chance.In100(25) };
            foreach (var name in FieldNames(1, 4))
            {
                type.Fields.Add(InputField(name, type.IsOneOf));
            }

            if (chance.In100(20))
            {
                type.Fields.Add(new FieldModel("again", new NamedUse(type)));
            }

            types.Add(type);
        }
    }

    private FieldModel InputField(string name, bool isOneOf)
    {
        var type = Wrap(new NamedUse(chance.Of(types.Where(type => type.IsInput).ToList())));
        return isOneOf
            ? new FieldModel(name, type.Nullable)
            : new FieldModel(name, type)
            {
                Default = chance.In100(30) ? defaults.Literal(type is NonNullUse ? type : new NonNullUse(type)) : null,
            };
    }

    /// <summary>Each may implement those before it, and then all that those implement.</summary>
    private List<TypeModel> AddInterfaces(int count)
    {
        var interfaces = Add(count, TypeKind.Interface);
        for (var i = 0; i < count; i++)
        {
            Implement(interfaces[i], chance.Some(interfaces.Take(i), 40));
        }

        return interfaces;
    }

    private static void Implement(TypeModel type, IEnumerable<TypeModel> interfaces) =>
        type.Interfaces.AddRange(interfaces.SelectMany(one => one.Interfaces.Append(one)).Distinct());

    private void AddUnions(int count, List<TypeModel> objects)
    {
        foreach (var union in Add(count, TypeKind.Union))
        {
            union.Members.AddRange(chance.Some(objects, 60));
            if (union.Members.Count == 0)
            {
                union.Members.Add(chance.Of(objects));
            }
        }
    }

    private void FillInterface(TypeModel type)
    {
        Inherit(type);
        foreach (var name in FieldNames(1, 3).Where(name => type.Fields.All(field => field.Name != name)))
        {
            // A name means the same in all interfaces, so that any two can be implemented together.
            var known = types.SelectMany(other => other.Kind == TypeKind.Interface ? other.Fields : [])
                .FirstOrDefault(field => field.Name == name);
            type.Fields.Add(known ?? Field(name));
        }
    }

    private void FillObject(TypeModel type, List<TypeModel> interfaces)
    {
        Implement(type, chance.Some(interfaces, 50));
        Inherit(type);
        type.Fields.AddRange(FieldNames(1, 5).Where(name => type.Fields.All(f => f.Name != name)).Select(Field));
    }

    /// <summary>Takes over what the interfaces ask for: at times narrower, or with arguments of one's own.</summary>
    private void Inherit(TypeModel type)
    {
        foreach (var field in type.Interfaces.SelectMany(one => one.Fields).DistinctBy(field => field.Name))
        {
            var isObject = type.Kind == TypeKind.Object;
            type.Fields.Add(field with
            {
                Type = isObject && chance.In100(25) ? Narrower(field.Type) : field.Type,
                Arguments = isObject && chance.In100(10) && field.Arguments.All(argument => argument.Name != "more")
                    ? [.. field.Arguments, new FieldModel("more", new NamedUse(BuiltInTypes.Int))]
                    : field.Arguments,
            });
        }
    }

    private TypeUse Narrower(TypeUse type) => type switch
    {
        NonNullUse or ListUse => type,
        NamedUse { Type.IsAbstract: true } named when Implementations(named.Type) is { Count: > 0 } possible =>
            new NamedUse(chance.Of(possible)),
        _ => new NonNullUse(type),
    };

    private List<TypeModel> Implementations(TypeModel type) => type.Kind == TypeKind.Union
        ? type.Members
        : [.. types.Where(other => other.Kind == TypeKind.Object && other.Interfaces.Contains(type))];

    private TypeModel Root(string name)
    {
        var root = new TypeModel(name, TypeKind.Object);
        root.Fields.AddRange(FieldNames(2, 6).Select(Field));
        return root;
    }

    private FieldModel Field(string name)
    {
        var outputs = types.Where(type => type.Kind != TypeKind.Input).ToList();
        var composites = outputs.Where(type => type.IsComposite).ToList();
        var named = new NamedUse(chance.Of(chance.In100(45) && composites.Count > 0 ? composites : outputs));
        return new FieldModel(name, Wrap(named))
        {
            Arguments = chance.In100(35) ? Arguments(1, 3) : [],
        };
    }

    private List<FieldModel> Arguments(int least, int most) =>
        [.. ChooseNames(Names.Arguments, least, most).Select(name => InputField(name, isOneOf: false))];

    private DirectiveModel Directive(string name) => new(name)
    {
        Arguments = chance.In100(60) ? Arguments(1, 2) : [],
        IsRepeatable = chance.In100(40),
        Locations = [chance.Of(BuiltInTypes.Locations), .. chance.Some(BuiltInTypes.Locations, 25)],
    };

    private List<string> FieldNames(int least, int most) => ChooseNames(Names.Fields, least, most);

    private List<string> ChooseNames(string[] from, int least, int most)
    {
        var left = from.ToList();
        return [.. Enumerable.Range(0, Many(least, most)).Select(_ =>
        {
            var name = chance.Of(left);
            left.Remove(name);
            return name;
        })];
    }

    private TypeUse Wrap(TypeUse type)
    {
        if (chance.In100(25))
        {
            type = new ListUse(chance.In100(40) ? new NonNullUse(type) : type);
            type = chance.In100(10) ? new ListUse(type) : type;
        }

        return chance.In100(30) ? new NonNullUse(type) : type;
    }
}
