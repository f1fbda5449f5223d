using System.IO.Compression;
using System.Text;
using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Files;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Files;

public class FileServiceTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];
    private static readonly byte[] Pdf = "%PDF-1.7 …"u8.ToArray();

    [Theory]
    [InlineData("word/document.xml", FileKind.Office)]
    [InlineData("xl/workbook.xml", FileKind.Office)]
    [InlineData("ppt/presentation.xml", FileKind.Office)]
    [InlineData("anything.xml", FileKind.None)]
    public void Recognise_Package_KnowsOfficeByItsParts(string part, FileKind kind) =>
        FileContent.Recognise(Zip("[Content_Types].xml", part)).Kind.ShouldBe(kind);

    [Fact]
    public void Recognise_OfficeWithMacros_IsNothing() =>
        FileContent.Recognise(Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")).Kind.ShouldBe(FileKind.None);

    [Theory]
    [InlineData("MZ\0\u0001")]
    [InlineData("PK\u0003\u0004 not a zip")]
    public void Recognise_OtherBinary_IsNothing(string content) =>
        FileContent.Recognise(Encoding.Latin1.GetBytes(content)).Kind.ShouldBe(FileKind.None);

    [Fact]
    public void Recognise_TextThatIsNotUtf8_IsNothing() => FileContent.Recognise([(byte)'a', 0xE9, (byte)'b']).Kind.ShouldBe(FileKind.None);

    [Theory, OnSqlite, OnPostgres]
    public async Task Save_Pdf_ComesBackAsItWas(DatabaseProvider provider)
    {
        await using var test = await TestDb.CreateAsync(provider);
        var id = (await test.Get<FileService>().SaveAsync(TestDb.Coordinator, @"C:\temp\Señal <1>.pdf", Pdf, FileKind.Material)).OrThrow();
        var file = (await test.Get<FileService>().GetAsync(TestDb.Leader, id)).OrThrow();
        (file.Name, file.ContentType).ShouldBe(("Señal 1.pdf", "application/pdf"));
        file.Content.ShouldBe(Pdf);
    }

    [Theory]
    [InlineData("evil.exe", "evil.exe.png")]
    [InlineData("photo.PNG", "photo.png")]
    [InlineData("../../etc/passwd", "passwd.png")]
    [InlineData("inv\u202Egnp.exe", "invgnp.exe.png")]
    [InlineData("", "file.png")]
    public async Task Save_AnyName_EndsAsItsContent(string name, string kept)
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        var id = (await test.Get<FileService>().SaveAsync(TestDb.Coordinator, name, Png, FileKind.Image)).OrThrow();
        (await test.Get<FileService>().GetAsync(TestDb.Admin, id)).OrThrow().Name.ShouldBe(kept);
    }

    [Fact]
    public async Task Save_EmptyOrTooLargeOrOfAnotherKind_SaysWhy()
    {
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Sqlite);
        var files = test.Get<FileService>();
        (await files.SaveAsync(TestDb.Admin, "a", [], FileKind.Image)).Error.ShouldNotBeNull().Message.ShouldContain("empty");
        (await files.SaveAsync(TestDb.Admin, "a", new byte[FileService.Most + 1], FileKind.Image)).Error.ShouldNotBeNull().Message.ShouldContain("10 MB");
        (await files.SaveAsync(TestDb.Admin, "a.png", Pdf, FileKind.Image)).Error.ShouldNotBeNull().Message.ShouldContain("PNG or JPEG");
        (await files.SaveAsync(Actor.Anyone, "a.png", Png, FileKind.Image)).Error.ShouldBeOfType<Forbidden>();
        (await files.GetAsync(Actor.Anyone, Guid.NewGuid())).Error.ShouldBeOfType<Forbidden>();
    }

    private static byte[] Zip(params string[] parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            foreach (var part in parts) zip.CreateEntry(part);
        return stream.ToArray();
    }
}
