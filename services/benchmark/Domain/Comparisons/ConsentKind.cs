namespace Monitor.Benchmark.Domain;

/// <summary>
/// The consents of community that let a municipality's released scores stand under its name. Community's other kinds
/// are not kept here.
/// </summary>
public enum ConsentKind
{
    /// <summary>For every member.</summary>
    Named,

    /// <summary>For those of its Veilig Thuis region that consent to the same.</summary>
    SharedInVeiligThuis,

    /// <summary>For those of its safety region that consent to the same.</summary>
    SharedInSafetyRegion,

    /// <summary>
    /// For those of its centre area that consent to the same, and the coordinator of the centre municipality.
    /// </summary>
    SharedInCentreArea,

    /// <summary>For those of its province that consent to the same.</summary>
    SharedInProvince,
}
