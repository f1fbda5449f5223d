namespace Engagement.Core.Files;

/// <summary>What an upload may be. Found from the content; the name and the sender's word for it count for nothing.</summary>
[Flags]
public enum FileKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>PNG.</summary>
    Png = 1,

    /// <summary>JPEG.</summary>
    Jpeg = 2,

    /// <summary>PDF.</summary>
    Pdf = 4,

    /// <summary>Plain text in UTF-8.</summary>
    Text = 8,

    /// <summary>Word, Excel or PowerPoint (Office Open XML) without macros.</summary>
    Office = 16,

    /// <summary>Pictures: logos and signatures.</summary>
    Image = Png | Jpeg,

    /// <summary>Whatever may be handed out in a session.</summary>
    Material = Image | Pdf | Text | Office,
}
