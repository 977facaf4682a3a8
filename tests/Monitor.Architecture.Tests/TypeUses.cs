using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Monitor.Architecture.Tests;

/// <summary>A type by its namespace and name; a nested type counts as the outermost one that holds it.</summary>
internal readonly record struct TypeName(string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

/// <summary>
/// Reads from compiled code which types each type uses: in its bases, members, attributes and method bodies. So it sees
/// what sources hide: global usings, aliases, <c>var</c>, inferred type arguments.
/// </summary>
internal sealed class TypeUses
{
    private readonly PEReader file;
    private readonly MetadataReader metadata;
    private readonly Dictionary<TypeName, HashSet<TypeName>> uses = [];

    private TypeUses(PEReader file)
    {
        this.file = file;
        metadata = file.GetMetadataReader();
    }

    /// <summary>The types of an assembly, each with the types that it uses, itself not among them.</summary>
    public static IReadOnlyDictionary<TypeName, HashSet<TypeName>> In(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = new TypeUses(file);
        foreach (var handle in reader.metadata.TypeDefinitions)
        {
            reader.Read(handle);
        }

        return reader.uses;
    }

    private void Read(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = NameOf(handle);
        if (!uses.TryGetValue(name, out var used))
        {
            uses.Add(name, used = []);
        }

        var collector = new Collector(this, used);
        collector.Add(type.BaseType);
        collector.AddAttributes(type.GetCustomAttributes());
        collector.AddConstraints(type.GetGenericParameters());
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            collector.Add(metadata.GetInterfaceImplementation(implementation).Interface);
        }

        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            field.DecodeSignature(collector, null);
            collector.AddAttributes(field.GetCustomAttributes());
        }

        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            collector.AddAttributes(property.GetCustomAttributes());
        }

        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            Read(method, collector);
        }

        used.Remove(name);
    }

    private void Read(MethodDefinition method, Collector collector)
    {
        method.DecodeSignature(collector, null);
        collector.AddAttributes(method.GetCustomAttributes());
        collector.AddConstraints(method.GetGenericParameters());
        foreach (var parameter in method.GetParameters().Select(metadata.GetParameter))
        {
            collector.AddAttributes(parameter.GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(collector, null);
        }

        // A filter (when) has an offset in the place of a type.
        foreach (var region in body.ExceptionRegions.Where(region => region.Kind == ExceptionRegionKind.Catch))
        {
            collector.Add(region.CatchType);
        }

        foreach (var token in Instructions.Tokens(body.GetILReader()))
        {
            collector.Add(token);
        }
    }

    private TypeName NameOf(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType().IsNil
            ? new TypeName(metadata.GetString(type.Namespace), metadata.GetString(type.Name))
            : NameOf(type.GetDeclaringType());
    }

    private TypeName NameOf(TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf((TypeReferenceHandle)type.ResolutionScope)
            : new TypeName(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    /// <summary>Notes each type that it meets; as a decoder of signatures it makes nothing else of them.</summary>
    private sealed class Collector(TypeUses owner, HashSet<TypeName> used) : ISignatureTypeProvider<bool, object?>
    {
        private MetadataReader Metadata => owner.metadata;

        public void AddAttributes(CustomAttributeHandleCollection attributes)
        {
            foreach (var attribute in attributes)
            {
                Add(Metadata.GetCustomAttribute(attribute).Constructor);
            }
        }

        public void AddConstraints(GenericParameterHandleCollection parameters)
        {
            foreach (var parameter in parameters.Select(Metadata.GetGenericParameter))
            {
                foreach (var constraint in parameter.GetConstraints())
                {
                    Add(Metadata.GetGenericParameterConstraint(constraint).Type);
                }
            }
        }

        /// <summary>A type, or a member: then its owner, and the types of its signature.</summary>
        public void Add(EntityHandle handle)
        {
            if (handle.IsNil)
            {
                return;
            }

            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    used.Add(owner.NameOf((TypeDefinitionHandle)handle));
                    break;
                case HandleKind.TypeReference:
                    used.Add(owner.NameOf((TypeReferenceHandle)handle));
                    break;
                case HandleKind.TypeSpecification:
                    Metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    Add(Metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Add(Metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MemberReference:
                    AddMember(Metadata.GetMemberReference((MemberReferenceHandle)handle));
                    break;
                case HandleKind.MethodSpecification:
                    var generic = Metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(generic.Method);
                    generic.DecodeSignature(this, null);
                    break;
            }
        }

        private void AddMember(MemberReference member)
        {
            Add(member.Parent);
            if (member.GetKind() == MemberReferenceKind.Field)
            {
                member.DecodeFieldSignature(this, null);
            }
            else
            {
                member.DecodeMethodSignature(this, null);
            }
        }

        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            used.Add(owner.NameOf(handle));

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            used.Add(owner.NameOf(handle));

        public bool GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public bool GetArrayType(bool elementType, ArrayShape shape) => true;

        public bool GetByReferenceType(bool elementType) => true;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;

        public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => true;

        public bool GetGenericMethodParameter(object? genericContext, int index) => true;

        public bool GetGenericTypeParameter(object? genericContext, int index) => true;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;

        public bool GetPinnedType(bool elementType) => true;

        public bool GetPointerType(bool elementType) => true;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;

        public bool GetSZArrayType(bool elementType) => true;
    }
}

/// <summary>The instructions of a method's body, as far as they name types and members. ECMA-335 §III</summary>
internal static class Instructions
{
    private static readonly Dictionary<short, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>()
        .ToDictionary(code => code.Value, code => code.OperandType);

    public static IEnumerable<EntityHandle> Tokens(BlobReader body)
    {
        var tokens = new List<EntityHandle>();
        while (body.RemainingBytes > 0)
        {
            int first = body.ReadByte();
            var code = first == 0xFE ? (short)(0xFE00 | body.ReadByte()) : (short)first;
            switch (Operands[code])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok
                    or OperandType.InlineType:
                    tokens.Add(MetadataTokens.EntityHandle(body.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = body.ReadInt32();   // first: += would take the offset from before it was read
                    body.Offset += 4 * targets;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    body.Offset += 8;
                    break;
                case OperandType.InlineI or OperandType.InlineBrTarget or OperandType.InlineSig
                    or OperandType.InlineString or OperandType.ShortInlineR:
                    body.Offset += 4;
                    break;
                case OperandType.InlineVar:
                    body.Offset += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    body.Offset += 1;
                    break;
            }
        }

        return tokens;
    }
}
