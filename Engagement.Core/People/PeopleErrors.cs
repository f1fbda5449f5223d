using Engagement.Core.Common;

namespace Engagement.Core.People;

/// <summary>A list can't be read or imported.</summary>
public sealed record ImportProblem(string Why) : Error(Why);

/// <summary>A file is larger than what is read.</summary>
/// <param name="Bytes">Its size.</param>
public sealed record FileTooLarge(long Bytes)
    : Error($"The file has {Math.Ceiling(Bytes / 1048576.0):N0} MB; at most {SheetReader.MostBytes / 1048576} MB can be read. Delete columns and pictures that are not needed, or split the list.");

/// <summary>Two records can't be made one, or not be parted again.</summary>
public sealed record MergeProblem(string Why) : Error(Why);
