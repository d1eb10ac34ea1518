namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>What an angle bracket at the start of an expression means, and whether types are looked for where they cost a try.</summary>
internal enum JsDialect
{
    /// <summary>JavaScript, with JSX; types are passed over where nothing else could stand.</summary>
    JavaScript,

    /// <summary>TypeScript without JSX.</summary>
    TypeScript,

    /// <summary>TypeScript with JSX.</summary>
    TypeScriptMarkup,

    /// <summary>Flow with JSX: files that say so at their beginning. No engine runs Flow's types, so what is no type there is never passed over.</summary>
    Flow,
}
