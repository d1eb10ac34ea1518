namespace PackageWall.Feeds.Definitions;

/// <summary>A feed with the places in its file that other feeds can collide with.</summary>
internal sealed record FeedFile(string File, FeedDefinition Feed, int MountLine, int NameLine);
