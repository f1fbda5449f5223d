using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Engagement.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Mail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_Kind_About_Recipient",
                table: "Outbox");

            migrationBuilder.AlterColumn<string>(
                name: "Title",
                table: "Outbox",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(400)",
                oldMaxLength: 400);

            migrationBuilder.AlterColumn<string>(
                name: "Kind",
                table: "Outbox",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(400)",
                oldMaxLength: 400);

            migrationBuilder.AlterColumn<string>(
                name: "Body",
                table: "Outbox",
                type: "text",
                maxLength: -1,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldMaxLength: -1);

            migrationBuilder.AddColumn<Guid>(
                name: "CohortId",
                table: "Outbox",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Edition",
                table: "Outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Facts",
                table: "Outbox",
                type: "text",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HandedAt",
                table: "Outbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Html",
                table: "Outbox",
                type: "text",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Outbox",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "NotAfter",
                table: "Outbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Part",
                table: "Outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Resent",
                table: "Outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "SessionId",
                table: "Outbox",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "TakenBy",
                table: "Outbox",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AddressBlocks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Address = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Passing = table.Column<int>(type: "integer", nullable: false),
                    LiftedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LiftedBy = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AddressBlocks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MailGate",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Lock = table.Column<int>(type: "integer", nullable: false),
                    Minute = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Taken = table.Column<int>(type: "integer", nullable: false),
                    Trouble = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    TroubleSince = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Troubles = table.Column<int>(type: "integer", nullable: false),
                    RestsUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailGate", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MailPeople",
                columns: table => new
                {
                    MailId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailPeople", x => new { x.MailId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_MailPeople_Outbox_MailId",
                        column: x => x.MailId,
                        principalTable: "Outbox",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MailPeople_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MailPreferences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Address = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    OffAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailPreferences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MailTemplates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Variant = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Language = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Subject = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Markdown = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailTemplates", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "MailGate",
                columns: new[] { "Id", "Lock", "Minute", "RestsUntil", "Taken", "Trouble", "TroubleSince", "Troubles" },
                values: new object[] { 1, 0, new DateTime(2026, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc), null, 0, null, null, 0 });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_About_Kind_Recipient_Edition_Part",
                table: "Outbox",
                columns: new[] { "About", "Kind", "Recipient", "Edition", "Part" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_CohortId",
                table: "Outbox",
                column: "CohortId");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_SessionId",
                table: "Outbox",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_AddressBlocks_Address",
                table: "AddressBlocks",
                column: "Address",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MailPeople_PersonId",
                table: "MailPeople",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_MailPreferences_Address_Kind",
                table: "MailPreferences",
                columns: new[] { "Address", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MailTemplates_Kind_Variant_Language",
                table: "MailTemplates",
                columns: new[] { "Kind", "Variant", "Language" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AddressBlocks");

            migrationBuilder.DropTable(
                name: "MailGate");

            migrationBuilder.DropTable(
                name: "MailPeople");

            migrationBuilder.DropTable(
                name: "MailPreferences");

            migrationBuilder.DropTable(
                name: "MailTemplates");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_About_Kind_Recipient_Edition_Part",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_CohortId",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_SessionId",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "CohortId",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Edition",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Facts",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "HandedAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Html",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "NotAfter",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Part",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Resent",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "SessionId",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "TakenBy",
                table: "Outbox");

            migrationBuilder.AlterColumn<string>(
                name: "Title",
                table: "Outbox",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(400)",
                oldMaxLength: 400,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Kind",
                table: "Outbox",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(60)",
                oldMaxLength: 60);

            migrationBuilder.AlterColumn<string>(
                name: "Body",
                table: "Outbox",
                type: "text",
                maxLength: -1,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "text",
                oldMaxLength: -1,
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Kind_About_Recipient",
                table: "Outbox",
                columns: new[] { "Kind", "About", "Recipient" },
                unique: true);
        }
    }
}
