using System.Security.Cryptography;
using Engagement.Core.Common;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Files
{
    /// <summary>An uploaded file, kept in the database so that one backup holds everything.</summary>
    public sealed class StoredFile : Entity
    {
        private StoredFile() { }

        /// <summary>A file whose content was checked before (<c>FileService</c>).</summary>
        public StoredFile(string name, string contentType, byte[] content) =>
            (Name, ContentType, Content, Size, Hash) = (name, contentType, content, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));

        /// <summary>Name offered when it is downloaded.</summary>
        public string Name { get; private set; } = "";

        /// <summary>Found from the content, never taken from the sender.</summary>
        public string ContentType { get; private set; } = "";

        /// <summary>The bytes.</summary>
        public byte[] Content { get; private set; } = [];

        /// <summary>Bytes in all.</summary>
        public int Size { get; private set; }

        /// <summary>SHA-256 in hex; the ETag of its address.</summary>
        public string Hash { get; private set; } = "";
    }
}

namespace Engagement.Core.Data
{
    public partial class EngagementDb
    {
        /// <summary>Uploaded files.</summary>
        public DbSet<Files.StoredFile> Files => Set<Files.StoredFile>();
    }
}
