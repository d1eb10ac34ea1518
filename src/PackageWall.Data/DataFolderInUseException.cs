namespace PackageWall.Data;

/// <summary>Another server works on the data folder.</summary>
public sealed class DataFolderInUseException(string folder, int? process, Exception inner)
    : IOException($"The data folder {folder} is in use by another PackageWall server{(process is { } id ? $" (process {id})" : "")}. Stop that one, or set PACKAGEWALL_DATA to another folder.", inner);
